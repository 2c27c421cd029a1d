"""The roster of the heroes, by hand: what the guide, the pictures and the tests say about it is true because of this.

One fact a line; empty days mean "to this day". Words are `HOW day employer`, with `LEFT` or `WRONG` before those that
deny. Whoever is named must be in heroes.py; lines about people or companies that a small demo lacks are left out.
"""

from dealmecca.operations.demo.hero_facts import (
    HeroHandling,
    HeroJob,
    HeroLine,
    HeroMembership,
    HeroPartnership,
    HeroTeam,
    HeroTitle,
    cells,
    day,
    first_day,
    words,
)

HERO_ACCOUNTS = ("Kestrel Cola", "Tallgrass Bank", "Avenna Air", "Sundown Outfitters", "Ostler Motors")

PRESENT_SINCE = {
    person: first_day(since)
    for person, since in cells("""
Maren Oduya|2022-06-06
Tobias Rao|2021-09-13
Imogen Tran|2020-02-03
Declan Okafor|2023-04-17
Priya Castellan|2021-11-01
Helen Strand|2016-05-02
Rafael Stanhope|2026-10-03
Junie Abara|2022-08-29
Wes Calloway|2021-03-15
Corin Vale|2022-10-10
Mirela Fontaine|2024-02-05
Anders Quigley|2019-07-22
Thandiwe Kline|2020-09-08
Etienne Lavallée|2023-01-09
Odette Marlowe|2022-03-28
Gideon Purcell|2019-10-14
Solveig Ames|2023-11-06
Noor Halloran|2024-05-13
Callum Ferreira|2023-07-31
Bettina Okonjo|2024-01-22
Marisol Quintero|2023-03-06
Yuki Sandoval|2022-04-11
Teague Lindqvist|2024-08-19
Sunniva Delacroix|2022-09-05
Desmond Achterberg|2021-06-21
Amara Winslow|2023-09-18
Ruben Haskett|2026-09-14
Ife Sorensen|2021-01-11
Marcus Bell|2024-06-03
Petra Novak|2020-11-16
Lena Brandt|2022-05-09
""")
}

FORMER_JOBS = tuple(
    HeroJob(person, company, title, seniority, department, first_day(since), first_day(until))
    for person, company, title, seniority, department, since, until in cells("""
Maren Oduya|Larkspur & Vane|Associate Director, Video|SENIOR_MANAGER|AUDIO_VIDEO|2018-02-05|2022-06-06
Maren Oduya|Fifth Meridian Chicago|Senior Video Buyer|SENIOR_SPECIALIST|AUDIO_VIDEO|2014-07-14|2018-01-19
Tobias Rao|Fifth Meridian Chicago|Senior National Video Buyer|SENIOR_SPECIALIST|AUDIO_VIDEO|2018-06-11|2021-09-10
Imogen Tran|Sundown Outfitters|Director, Media|DIRECTOR|MEDIA_PLANNING|2015-03-02|2020-01-31
Rafael Stanhope|Halden & Pike New York|Supervisor, Advanced TV|MANAGER|AUDIO_VIDEO|2022-02-14|2026-10-03
Declan Okafor|Larkspur & Vane|Senior Programmatic Trader|SENIOR_SPECIALIST|PROGRAMMATIC|2020-09-07|2023-04-17
Priya Castellan|Halden & Pike Chicago|Supervisor, National Investment|MANAGER|MEDIA_BUYING|2017-05-15|2021-11-01
Helen Strand|Fifth Meridian|EVP, Integrated Investment|EVP|MEDIA_BUYING|2011-01-10|2016-04-29
Mirela Fontaine|Kestrel Cola|Senior Manager, Media|SENIOR_MANAGER|MEDIA_PLANNING|2019-08-12|2024-01-26
Noor Halloran|Sundown Outfitters|Social Media Manager|MANAGER|SEARCH_SOCIAL|2020-03-23|2024-05-10
Ruben Haskett|Halden & Pike Chicago|Director, Investment Operations|DIRECTOR|MEDIA_BUYING|2021-02-01|2026-09-03
""")
)

FORMER_TITLES = tuple(
    HeroTitle(person, title, seniority, department, first_day(until))
    for person, title, seniority, department, until in cells("""
Maren Oduya|Director, Video Investment|DIRECTOR|MEDIA_BUYING|2024-09-01
Tobias Rao|Supervisor, Video|MANAGER|AUDIO_VIDEO|2025-01-06
Helen Strand|EVP, Integrated Investment|EVP|MEDIA_BUYING|2019-01-07
Junie Abara|Media Buyer|SPECIALIST|MEDIA_BUYING|2026-09-21
""")
)

# agency | advertiser | discipline | market | since | until | in review since | how | source
PARTNERSHIPS = tuple(
    HeroPartnership(agency, advertiser, what, where, first_day(since), day(until), day(review), how, source)
    for agency, advertiser, what, where, since, until, review, how, source in cells("""
Halden & Pike|Kestrel Cola|MEDIA|US|2018-03-05|2021-01-04||PRESS|The Media Ledger
Fifth Meridian|Kestrel Cola|MEDIA|US|2021-01-04|2025-03-01||PRESS|Plan & Buy Daily
Halden & Pike|Kestrel Cola|MEDIA|US|2025-03-01|||PRESS|The Media Ledger
Halden & Pike|Kestrel Cola|MEDIA|CANADA|2025-03-01|||PRESS|The Media Ledger
Larkspur & Vane|Kestrel Cola|AUDIO|US|2025-04-14|||SPOKE|
Larkspur & Vane|Tallgrass Bank|MEDIA|US|2019-06-01|2024-01-15||PRESS|Agency Gazette
Halden & Pike|Tallgrass Bank|MEDIA|US|2024-01-15|||PRESS|Agency Gazette
Fifth Meridian|Avenna Air|VIDEO|US|2020-02-03|2023-08-01||PRESS|Plan & Buy Daily
Halden & Pike|Avenna Air|VIDEO|US|2023-08-01||2026-10-08|PRESS|Plan & Buy Daily
Larkspur & Vane|Avenna Air|SOCIAL|US|2025-02-01|||EMAIL|
Larkspur & Vane|Sundown Outfitters|OUT_OF_HOME|US|2023-02-01|2026-05-01||SPOKE|
Halden & Pike|Sundown Outfitters|OUT_OF_HOME|US|2026-05-01|||PRESS|Agency Gazette
Larkspur & Vane|Sundown Outfitters|AUDIO|US|2024-09-02|||SPOKE|
Larkspur & Vane|Sundown Outfitters|INFLUENCER|US|2025-06-02|||EMAIL|
Halden & Pike|Ostler Motors|MEDIA|US|2019-01-07|2022-07-01||PRESS|The Media Ledger
Fifth Meridian|Ostler Motors|MEDIA|US|2022-07-01|||PRESS|The Media Ledger
Halden & Pike|Ostler Motors|VIDEO|US|2024-04-08|2026-07-01||SPOKE|
""")
)

# person | account | duty | since | until | words
HANDLINGS = tuple(
    HeroHandling(person, account, duty, first_day(since), day(until), words(said))
    for person, account, duty, since, until, said in cells("""
Maren Oduya|Kestrel Cola|CTV|2025-03-01||PRESS 2025-03-05 bluegate, WORKED 2026-07-20 copperline, EMAIL 2026-09-29 skylarktv, SPOKE 2026-10-12 harborline
Maren Oduya|Kestrel Cola|Online video|2025-03-01||EMAIL 2025-06-17 skylarktv, SPOKE 2026-10-12 harborline
Maren Oduya|Tallgrass Bank|CTV|2024-01-15||WORKED 2026-08-25 skylarktv, SPOKE 2026-10-12 harborline
Maren Oduya|Ostler Motors|Linear TV|2022-06-06|2022-07-01|EMAIL 2022-06-08 harborline
Tobias Rao|Tallgrass Bank|Linear TV|2024-01-15||EMAIL 2024-02-06 skylarktv, SPOKE 2026-09-16 harborline
Tobias Rao|Tallgrass Bank|Local TV|2024-01-15||SPOKE 2026-09-16 harborline
Tobias Rao|Avenna Air|CTV|2023-08-01||EMAIL 2025-11-19 bluegate, LEFT SPOKE 2026-10-06 harborline, WRONG EMAIL 2026-10-21 skylarktv
Declan Okafor|Kestrel Cola|Programmatic|2025-03-01||EMAIL 2026-03-11 harborline, WORKED 2026-09-08 skylarktv
Declan Okafor|Kestrel Cola|Display|2025-03-01||WORKED 2026-09-08 skylarktv
Junie Abara|Kestrel Cola|Out of home|2025-03-17||SPOKE 2026-08-18 bluegate, EMAIL 2026-10-15 harborline
Junie Abara|Sundown Outfitters|Out of home|2026-05-01||PRESS 2026-05-06 harborline, SPOKE 2026-10-15 bluegate
Rafael Stanhope|Ostler Motors|CTV|2024-04-08||PROFILE 2024-05-02 skylarktv
Rafael Stanhope|Ostler Motors|CTV|2026-10-03||PROFILE 2025-06-24 skylarktv
Helen Strand|Kestrel Cola|Upfront lead|2025-03-01||SPOKE 2026-05-13 skylarktv, EMAIL 2026-09-23 harborline
Helen Strand|Tallgrass Bank|Upfront lead|2024-01-15||SPOKE 2026-05-13 skylarktv
Gideon Purcell|Kestrel Cola|Audio|2025-04-14||SPOKE 2025-05-06 tamarackradio, WORKED 2026-09-30 copperline
Gideon Purcell|Kestrel Cola|Podcasts|2025-04-14||WORKED 2026-09-30 copperline
Gideon Purcell|Sundown Outfitters|Audio|2024-09-02||EMAIL 2026-07-08 copperline, SPOKE 2026-10-01 tamarackradio
Priya Castellan|Ostler Motors|Linear TV|2022-07-01||SPOKE 2026-06-10 skylarktv, EMAIL 2026-09-17 harborline
Priya Castellan|Ostler Motors|Upfront lead|2023-01-09||EMAIL 2026-09-17 harborline
Etienne Lavallée|Kestrel Cola|Canada|2025-03-01||SPOKE 2026-08-11 bluegate, EMAIL 2026-10-20 harborline
Etienne Lavallée|Kestrel Cola|Linear TV|2025-03-01||EMAIL 2026-10-20 harborline
Odette Marlowe|Kestrel Cola|Local TV|2025-03-01||EMAIL 2026-04-22 harborline, SPOKE 2026-09-02 skylarktv
Odette Marlowe|Kestrel Cola|Local markets|2025-03-01||SPOKE 2026-09-02 skylarktv
Imogen Tran|Kestrel Cola|Decision maker|2020-02-03||SPOKE 2026-02-19 skylarktv, COLLEAGUE 2026-09-10 harborline
Imogen Tran|Kestrel Cola|Planning|2020-02-03||SPOKE 2026-09-10 harborline
Wes Calloway|Kestrel Cola|New brands|2024-03-04||EMAIL 2026-08-27 harborline
Wes Calloway|Kestrel Cola|Sponsorships|2022-01-10||EMAIL 2026-03-30 skylarktv, SPOKE 2026-08-27 harborline
Wes Calloway|Kestrel Sparkling|Account lead|2024-03-04||EMAIL 2026-08-27 harborline
Corin Vale|Tallgrass Bank|Sponsorships|2022-10-10||SPOKE 2026-07-14 tamarackradio, EMAIL 2026-09-25 copperline
Corin Vale|Tallgrass Bank|Audio|2023-02-01|2026-08-01|EMAIL 2023-03-15 copperline, SPOKE 2026-05-20 tamarackradio
Solveig Ames|Tallgrass Bank|Audio|2026-08-01||EMAIL 2026-08-05 tamarackradio, SPOKE 2026-10-14 copperline
Mirela Fontaine|Avenna Air|Decision maker|2024-02-05||SPOKE 2026-06-16 skylarktv, EMAIL 2026-10-09 harborline
Anders Quigley|Sundown Outfitters|Masterbrand|2020-01-06||EMAIL 2026-08-20 harborline
Anders Quigley|Sundown Outfitters|Paid social|2021-05-03||EMAIL 2026-08-20 harborline
Thandiwe Kline|Ostler Motors|Decision maker|2020-09-08||SPOKE 2026-04-28 skylarktv, EMAIL 2026-09-22 bluegate
Noor Halloran|Kestrel Cola|Paid social|2025-03-01||EMAIL 2026-05-27 skylarktv, SPOKE 2026-10-07 harborline
Callum Ferreira|Kestrel Cola|Paid search|2025-03-01||EMAIL 2026-09-11 harborline
Callum Ferreira|Tallgrass Bank|Paid search|2024-01-29||EMAIL 2026-09-11 harborline
Bettina Okonjo|Kestrel Cola|Retail media|2025-03-01||SPOKE 2026-07-29 skylarktv, EMAIL 2026-10-13 harborline
Marisol Quintero|Kestrel Cola|Hispanic|2025-03-01||SPOKE 2026-09-15 tamarackradio, EMAIL 2026-10-02 harborline
Marisol Quintero|Kestrel Cola|Multicultural|2025-03-01||EMAIL 2026-10-02 harborline
Yuki Sandoval|Kestrel Cola|Analytics|2025-03-01||COLLEAGUE 2026-09-03 harborline
Yuki Sandoval|Tallgrass Bank|Analytics|2024-01-15||COLLEAGUE 2026-09-03 harborline
Teague Lindqvist|Kestrel Cola|Ad operations|2025-03-01||EMAIL 2026-10-16 skylarktv
Teague Lindqvist|Tallgrass Bank|Ad operations|2024-08-19||EMAIL 2026-10-16 skylarktv
Sunniva Delacroix|Sundown Outfitters|Influencer|2025-06-02||EMAIL 2025-06-11 copperline, SPOKE 2026-09-24 bluegate
Sunniva Delacroix|Sundown Outfitters|Gen Z|2025-06-02||SPOKE 2026-09-24 bluegate
Desmond Achterberg|Ostler Motors|Print|2022-07-01||EMAIL 2026-01-21 bluegate, SPOKE 2026-09-01 harborline
Desmond Achterberg|Ostler Motors|Dealers|2023-05-08||SPOKE 2026-09-01 harborline
Amara Winslow|Kestrel Cola|Gen Z|2024-01-08||EMAIL 2026-06-24 skylarktv, SPOKE 2026-10-19 harborline
Ruben Haskett|Kestrel Cola|Billing|2025-03-01||EMAIL 2026-03-18 harborline
""")  # noqa: E501
)

TEAMS = tuple(
    HeroTeam(name, kind, company, account, first_day(since))
    for name, kind, company, account, since in cells("""
Kestrel Cola, Halden & Pike|CLIENT|Halden & Pike|Kestrel Cola|2025-03-01
Tallgrass Bank video|PROJECT|Halden & Pike Chicago|Tallgrass Bank|2024-01-15
Kestrel Cola media|ADVERTISER|Kestrel Cola|Kestrel Cola|2020-02-03
""")
)

MEMBERSHIPS = tuple(
    HeroMembership(team, person, role, duty, first_day(since), day(until))
    for team, person, role, duty, since, until in cells("""
Kestrel Cola, Halden & Pike|Helen Strand|Upfront lead||2025-03-01|
Kestrel Cola, Halden & Pike|Maren Oduya|Buying|CTV|2025-03-01|
Kestrel Cola, Halden & Pike|Declan Okafor|Buying|Programmatic|2025-03-01|
Kestrel Cola, Halden & Pike|Junie Abara|Buying|Out of home|2025-03-17|
Kestrel Cola, Halden & Pike|Odette Marlowe|Buying|Local TV|2025-03-01|
Kestrel Cola, Halden & Pike|Etienne Lavallée|Planning|Canada|2025-03-01|
Kestrel Cola, Halden & Pike|Noor Halloran|Buying|Paid social|2025-03-01|
Kestrel Cola, Halden & Pike|Yuki Sandoval|Analytics||2025-03-01|
Kestrel Cola, Halden & Pike|Tobias Rao|Buying|Linear TV|2025-03-01|2026-02-02
Kestrel Cola, Halden & Pike|Ruben Haskett|Billing||2025-03-01|
Tallgrass Bank video|Maren Oduya|Account lead|CTV|2024-01-15|
Tallgrass Bank video|Tobias Rao|Buying|Linear TV|2024-01-15|
Tallgrass Bank video|Teague Lindqvist|Ad operations||2024-08-19|
Kestrel Cola media|Imogen Tran|Decision maker|Planning|2020-02-03|
Kestrel Cola media|Wes Calloway|Account lead|Sponsorships|2022-01-10|
Kestrel Cola media|Amara Winslow|Planning|Gen Z|2024-01-08|
""")
)

# Ruben Haskett left: his job at Halden & Pike Chicago stands empty, and two people still report to it.
REPORTING_LINES = tuple(
    HeroLine(person, manager, first_day(since))
    for person, manager, since in cells("""
Maren Oduya|Helen Strand|2024-09-01
Tobias Rao|Maren Oduya|2022-06-06
Junie Abara|Maren Oduya|2022-08-29
Teague Lindqvist|Ruben Haskett|2024-08-19
Callum Ferreira|Ruben Haskett|2023-07-31
Yuki Sandoval|Helen Strand|2022-04-11
Declan Okafor|Noor Halloran|2024-05-13
Solveig Ames|Noor Halloran|2024-05-13
Noor Halloran|Helen Strand|2024-05-13
Wes Calloway|Imogen Tran|2021-03-15
Amara Winslow|Wes Calloway|2023-09-18
Desmond Achterberg|Priya Castellan|2021-11-01
""")
)
