"""Mailboxes and mail domains that say nothing about a person or a company."""

ROLE_MAILBOXES = frozenset(
    """
    abuse account accounting accounts ad admin administration administrator adops ads adsales advertise
    advertising agency ap ar billing bookings business careers clients compliance contact contactus customercare
    customerservice desk editor editorial editors enquire enquiries enquiry events feedback finance frontdesk
    general hello help helpdesk hi hostmaster hr hq info information inquire inquiries inquiry investor
    investors invoice invoices ir it jobs legal mail mailbox main marketing media mediabuying newbiz newbusiness
    news newsletter newsroom noreply nyc office ops orders partners partnerships postmaster pr press privacy
    production programmatic public publicity reception recruiting recruitment sales security service services
    staff studio subscribe subscriptions support team traffic webmaster welcome
    """.split()
)

NO_MAILBOXES = frozenset(
    """
    anonymous asdf asdfasdf blank donotreply dummy email emailaddress example fake foo foobar na nomail noemail
    nobody noone none nothing noreply notavailable notprovided null placeholder sample someone tba tbc tbd test
    tester testing unknown unavailable user username
    """.split()
)

NO_MAILBOX_DOMAINS = frozenset("noemail.com nomail.com none.com no.com na.com nowhere.com test.com".split())

FREE_MAIL_DOMAINS = frozenset(
    """
    126.com 163.com aim.com aol.com att.net bell.net bellsouth.net bigpond.com btinternet.com cableone.net
    charter.net comcast.net cox.net duck.com earthlink.net email.com fastmail.com fastmail.fm frontier.com
    gmail.com gmx.at gmx.com gmx.de gmx.net googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de
    hotmail.es hotmail.fr hotmail.it hushmail.com icloud.com inbox.com juno.com laposte.net libero.it live.ca
    live.co.uk live.com live.fr mac.com mail.com mail.ru me.com msn.com naver.com netscape.net netzero.net
    ntlworld.com optonline.net optusnet.com.au orange.fr outlook.com outlook.de outlook.fr pm.me prodigy.net
    proton.me protonmail.ch protonmail.com qq.com rediffmail.com roadrunner.com rocketmail.com rogers.com rr.com
    sbcglobal.net sfr.fr shaw.ca sina.com sky.com sympatico.ca t-online.de talktalk.net telus.net tutanota.com
    verizon.net virginmedia.com wanadoo.fr web.de windstream.net yahoo.ca yahoo.co.in yahoo.co.jp yahoo.co.uk
    yahoo.com yahoo.com.au yahoo.com.br yahoo.com.mx yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru
    ymail.com zoho.com zohomail.com
    """.split()
)
