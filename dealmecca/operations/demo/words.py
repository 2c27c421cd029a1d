"""The word lists that invented company names are put together from."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


# Surnames for agencies and other firms named after people.
SURNAMES = _words("""
Pike Larkspur Vane Corvin Tamblyn Aldous Penrose Quill Marchbanks Farrant Brindle Cardew Dunsany Ellwood Fennimore
Garrick Hollis Ingleby Jessamy Kittredge Lorimer Mapother Nettleton Oldcastle Pargeter Quennell Ridout Selwyn Tolliver
Varley Wetherell Yelverton Arkady Bexley Cresswell Dashwood Eversley Fothergill Greville Harbottle Isham
Jocelyn Keswick Lasdun Merriman Norbury Orchardson Peverell Quarles Rainsford Sedgwick Thackray Umfreville Vavasour
Winslade Abelson Balfour Cazalet Delafield Estcourt Fanshawe Gathorne Hesketh Ironside Jellicoe Kemble Lovibond
Mallory Nightingale Osterley Paxman Rokeby Stavely Tregarth Uttley Venables Wyvern Ashworth Blakeney Coverdale Drewitt
Elphick Farthing Gosling Hathersage Jarrow Kinnaird Lisle Maddock Oakeshott Pomfret Ravensdale Swinburne Trevanion
Wainscott Beaumaris Cattermole Dunwoody Fairclough Goodchild Havergal Killick Lambourne Mossman Netherby Palliser
Rusbridge Stoneleigh Thirlby Wolsten Adeyo Barzolai Castellane Dmitriev Eskola Ferrandi Grünwald Hallström Ibáñez
Jurado Kowalik Lindström Møller Nakahara Okonjo Petrosyan Quiñones Rautio Sørbye Tachikawa Unzueta Valmont Wiśniewska
Xanthos Yamazato Zielonka
""")

# Birds, plants and other found words that no well-known company answers to on its own.
FOUND = _words("""
Bittern Curlew Dunlin Fulmar Godwit Merganser Nightjar Ptarmigan Sandpiper Siskin Tanager Whimbrel Wigeon Dipper
Goldcrest Lapwing Linnet Moorhen Pochard Redpoll Ruddock Shearwater Turnstone Wheatear Bergamot Borage Campion
Celandine Damson Foxglove Gentian Hyssop Lovage Medlar Mugwort Quincebury Samphire Tansy Teasel Verbena Angelica
Betony Bistort Burnet Chervil Cicely Comfrey Figwort Fleabane Hawkbit Hellebore Knapweed Mallow Meadowsweet Milkwort
Orpine Pimpernel Sainfoin Selfheal Speedwell Spurrey Tormentil Valerian Vervain Woodruff Abacot Aglet Ballast Bobbin
Bodkin Bowsprit Bulwark Capstan Clerestory Corbel Cornice Escapement Ferrule Finial Gantry Gimbal
Gnomon Gunwale Halyard Hopsack Inglenook Jackstay Keelson Lanyard Lodestar Mainsheet Marlinspike Mullion
Oriel Palisander Parapet Pennant Pergola Pinnace Plumbline Portcullis Rivulet Rowlock Sextant Shuttlecock
Skerry Spindle Stanchion Taffrail Thimble Topgallant Transom Trellis Vellum Weathervane Whetstone
Windlass Zephyrine Aubade Cantata Cavatina Chaconne Galliard Nocturne Partita Pavane Ricercar Rondeau
Sarabande Toccata Almanack Broadsheet Colophon Folio Gazetteer Incunable Recto Marginalia
""")

# Made-up words with the ring of a naming workshop.
COINED = _words("""
Brelio Calvera Corvanta Dalmora Elvane Faverra Galenta Halvora Ilmara Jovanta Kelmora Lumerra Mirovia Nelluma Orvanta
Pelluxa Quovira Ravella Selvanta Tolvera Ulmeria Vellano Wexora Xelvia Yarova Zellano Alturra Bonvera Cindara Delvano
Embrava Fenorra Gravello Hexaro Isolva Jelora Kavanta Lorvina Melvora Novellia Olvera Pravella Quellano Rovanta
Silvanta Trevora Uvella Vantora Wyndara Xandria Ylvane Zovanta Arbella Bellunora Cavello Dorvia Ennora Felluca Gelvana
Hovara Ivarra Jubella Kivora Lanvera Mavello Noravia Ossella Perluna Qualora Rellano Sovanta Tarvella Umbrola
Welluna Yovella Zirella Aldessa Brovanta Crestavi Duravel Estavia Flovara Gromella Havelle Indara Jasporra Klarima
Loventa Mondara Nivella Opalra Pintora Quistra Rusticava Soluvia Tindara Unavera Vordella Wistora Zumara Averly
Bellwyn Corriden Dovelle Elarion Fernova Gildara Heliora Junivera Koralia Lindora Merivel Orlanta Primella Questara
Rosavel Sundara Tamberly Ulivera Visorra Wilvona Yorvella Zandora Amberlo Brivana Caldessa Drevano Evolani
""")

# Two halves of place-like compounds: Alder + gate, Plover + mere. Pairs that real companies use are in DENIED.
COMPOUND_HEADS = _words("""
Alder Amber Aspen Barley Beacon Birch Bramble Brass Briar Cedar Chalk Clover Copper Crane Cypress Dapple Dawn Ember
Fallow Fern Fletch Flint Garnet Gorse Grain Gull Harrow Hazel Heron Hollow Ivory Juniper Kettle Lark Laurel Linden
Loom Maple Marsh Meadow Merrow Moss Olive Orchard Osprey Otter Pebble Plover Quarry Raven Reed Rill Rowan Saffron Sage
Shale Slate Sorrel Sparrow Spruce Stag Starling Stork Sumac Swift Tallow Teal Thistle Tide Umber Velvet Violet Walnut
Wheat Whin Willow Wold Wren Yarrow
""")
COMPOUND_TAILS = _words("""
bank bourne bridge burn combe cote court crest croft dale den down feather fell fern field ford gate glade grass grove
hall harbor haven hearth holm hollow hurst lane lea light line lock mead mere mill mont moor mount pass path point
pool port reach ridge rise row shaw shire side spring stead thorpe ton vale view walk way well wick wing wold worth
yard
""")
COLOURS = _words("""
Cobalt Amber Vermilion Ochre Indigo Umber Saffron Viridian Cerulean Russet Celadon Madder Sienna Pewter Ivory Carmine
Verdigris Ultramarine Sorrel Chalk Graphite Heather Damask Lilac Fawn
""")
ORDINALS = _words("Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth")
NOUNS = _words("""
Row Meridian Quarter Orbit Arcade Lantern Ledger Signal Compass Harbor Corner Paragraph Chapter Margin Parallel Draft
Crossing Gallery Terrace Foundry Pavilion Balcony Workshop Almanac Station Current Interval Canvas Junction Chorus
Verse Octave Tempo Footnote Headline Masthead Column Dispatch Courier
""")
EVOCATIVE = tuple(
    "First Ember,Blue Ladder,Slow River,Long Meadow,Quiet Harbor,Tin Sparrow,High Orchard,Little Comet,Night Ferry,"
    "Paper Heron,Salt Lantern,Green Gable,Iron Thistle,Open Gate,Soft Thunder,Velvet Otter,Wild Abacus,"
    "Plain & Fair,Kind Wolf,Good Ballast,Bright Parcel,Early Robin,Late Bloom,Second Kitchen,Far Pavilion,Hidden Weir,"
    "Lucky Almanac,Merry Anvil,North Pantry,Old Quay,Proper Orchard,Red Tandem,Sunday Porch,True Plumb,"
    "Warm Signal,Yellow Crane,Honest Loaf,Clear Fathom,Even Keel,Small Wonder,Tall Order,Rosy Lantern".split(",")
)

# Names that computers stumble over: accents, apostrophes, digits, ampersands, dots, commas, one letter, all small.
AWKWARD = tuple(
    name.strip()
    for name in """
L'Avenelle; Café Ondine; 72andHarbor; 9-Acre Foods; 3Pines; O'Maren & Daughters; Çelikora; Søndervig Møbler
Brûlé & Fils; Nuñez Hermanos y Cía; A.B. Corvin; Ember, Holt & Sons, Inc.; 1-866-Posies; D&O; Müggel + Sohn
Fünf Höfe Kaffee; 4Ever Kettle; Ødegaard's; Pão da Vila; Château Perrivane; The "Good" Broth Company; h.o.p.
Zażółć Foods; Ñandú Outdoors; J. J. Tamblyn's; 24-7 Locksmiths; E=Mc2 Tutors; #1 Mattress Barn; Rock 'n' Rye
Half/Full; K9 & Co.; Mme. Vervaine; Señor Pimiento; Öl & Essig; Two Guys, One Grill; A1 Plover Tyres; R.S.V.Please
Bjørk & Ærlig; Tío Nacho's 2 Go; Wm. Pargeter (1848) Ltd.
""".replace("\n", ";").split(";")
    if name.strip()
)

# Stems that would land on (or too near) a real company or on an unlucky word.
DENIED = frozenset(
    """
ashland brassfield cedarburg clovercrest copperton goldfield mapleton marshfield mosswood orchardsupply ravenswood
saffronwalden sagemount sagewell spruceton swiftbridge swiftway thistledown tidewater tideway velvetway violetton
walnutgrove wheatfield willowbrook willowcreek birchmount beaconlight briarcliff aspenpoint aspendale kettlewell
heronswood larkfield sparrowpoint flintridge flintstead marshmead meadowmead oliveyard hazelmere hazelden amberway
maplestead mapleview maplewell sageview starlingbank larksfield ravenhall clovermead
""".split()
)
