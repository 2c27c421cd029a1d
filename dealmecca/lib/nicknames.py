"""English nicknames: which first names may be the same person's."""

# One given name and its short forms on each line; a short form may stand on several lines.
_LINES = """
abigail abby gail
abraham abe
alan al
albert al bert
alexander alex al sandy xander
alexandra alex sandra sandy lexi
alfred al alf fred
alice ali
alison ali allie
allison ali allie
amanda mandy
andrea andie
andrew andy drew
angela angie
anthony tony ant
antonia toni
antonio tony
arthur art artie
barbara barb barbie babs
bartholomew bart
beatrice bea
benjamin ben benny benji
bernard bernie
bradley brad
calvin cal
cameron cam
candace candy
carol caroline carolyn
caroline carrie
carolyn carrie
cassandra cass cassie
catherine cathy cat cate kate katie cathie
charles charlie chuck chas chip
charlotte charlie lottie
chester chet
christina chris tina chrissy
christine chris tina chrissy
christopher chris kit topher
clifford cliff
clinton clint
constance connie
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah deb debbie debby
debra deb debbie debby
dennis denny
donald don donnie
dorothy dot dottie
douglas doug
edgar ed
edmund ed eddie
edward ed eddie ted teddy ned
edwin ed eddie
eleanor ellie nora nell
elizabeth liz beth betsy betty lizzie eliza libby bess lisa elisabeth
emily em emmy
ernest ernie
eugene gene
evelyn evie
florence flo
frances fran frannie
francis frank fran
francisco paco pancho
franklin frank
frederick fred freddie rick
gabriel gabe
gabrielle gabby
geoffrey geoff jeff
george georgie
gerald gerry jerry
gerard gerry jerry
gilbert gil
gregory greg
gwendolyn gwen
harold hal harry
harriet hattie
harrison harry
harvey harv
helen nell
henry hank harry hal
herbert herb bert
howard howie
ignacio nacho
irving irv
isaac ike
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jason jay
jeffrey jeff
jennifer jen jenny jenn
jeremy jerry
jerome jerry
jessica jess jessie
jillian jill
joan joanie
joanna jo
joanne jo
john jack johnny jon
jonathan jon nathan jonny
jose pepe
joseph joe joey
josephine jo josie
joshua josh
judith judy
julia julie
katherine kathy kate katie kathie kat kay kitty
kathleen kathy kate katie kathie
kathryn kathy kate katie kathie
kenneth ken kenny
kevin kev
kimberly kim
kristen kris
kristina kris tina
kristine kris tina
lawrence larry laurie
leonard len lenny leo
leonardo leo
leslie les
lillian lil lily
louis lou louie
louise lou
lucille lucy
madeline maddie
marcus marc mark
margaret maggie meg peggy marge margie greta peg madge
marjorie marge margie
martin marty
marvin marv
matthew matt
maximilian max
maxwell max
melanie mel
melissa mel missy lissa
melvin mel
michael mike mick mickey mikey
michelle shelly
mitchell mitch
mohammed mohamed muhammad mo
mohammad mohammed mohamed muhammad mo
morris moe
nancy nan
natalie nat
nathan nate nat
nathaniel nate nat nathan
nicholas nick nicky
nicole nikki nicky
norman norm
oliver ollie
olivia liv
pamela pam
patricia pat patty tricia trish patti
patrick pat paddy
paul paulie
peter pete
philip phil
phillip phil
phyllis phyl
prudence prue
rachel rae
ralph ralphie
randall randy
randolph randy
raymond ray
rebecca becky becca
reginald reg reggie
richard rick dick rich ricky richie
robert bob rob bobby robbie bert
roberta bobbie
roderick rod
rodney rod
roger rog
ronald ron ronnie
rosemary rose rosie
russell russ
samantha sam
samuel sam sammy
sandra sandy
sarah sally sadie
sebastian seb
sharon shari
sheldon shelly
sidney sid
solomon sol
stanley stan
stephanie steph
stephen steve
steven steve
stuart stu
susan sue susie suzy
susannah sue susie suzy
suzanne sue susie suzy
sylvester sly
terence terry
teresa terry tess tessa
theresa terry tess tessa
theodore ted teddy theo
thomas tom tommy
timothy tim timmy
tobias toby
tyler ty
valerie val
veronica ronnie
victor vic
victoria vicky tori
vincent vince vinny
virginia ginny
vivian viv
walter walt wally
wendell wendy
wesley wes
william bill will billy willy liam
winifred winnie
zachary zach zack
"""

NICKNAMES: dict[str, tuple[str, ...]] = {}  # of each given name
_GROUPS: dict[str, set[int]] = {}
_FULL_FORMS: dict[str, tuple[str, ...]] = {}
for _number, _line in enumerate(_LINES.strip().split("\n")):
    _head, *_short_forms = _line.split()
    NICKNAMES[_head] = tuple(_short_forms)
    for _name in (_head, *_short_forms):
        _GROUPS.setdefault(_name, set()).add(_number)
        _FULL_FORMS[_name] = (*_FULL_FORMS.get(_name, ()), _head)


def is_given_name(name: str) -> bool:
    """Whether this folded word is one of the first names, or short forms, that are known here."""
    return name in _GROUPS


def full_forms(name: str) -> tuple[str, ...]:
    """The given names that this folded word may be short for, itself among them where it is one; itself if unknown."""
    return _FULL_FORMS.get(name, (name,))


def are_nicknames(first: str, second: str) -> bool:
    """Whether two folded first names can be forms of one: Bob and Robert or Rob, but not Christopher and Christine."""
    return not _GROUPS.get(first, set()).isdisjoint(_GROUPS.get(second, set()))
