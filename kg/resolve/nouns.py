"""What common nouns denote: people in a role, groups, organisations, documents, media.

Closed lists of general English, matched on the singular. They say what a description such as
"the mayor" can mean; they hold no proper name.
"""

from __future__ import annotations

from functools import lru_cache

ROLES = frozenset(
    """
    actor activist adviser advisor advocate agent aide ally ambassador analyst anchor archbishop
    assistant athlete attorney author baker banker barrister biologist bishop blogger boss bosun
    boxer businessman butcher carpenter
    businesswoman candidate captain cardinal cashier ceo chair chairman chairperson chairwoman
    champ champion chancellor chief chemist clerk climber coach colleague colonel columnist
    commander commentator commissioner commissar comptroller congressman congresswoman conductor
    consultant coroner correspondent councillor councilman councilwoman councilor counsel
    counsellor critic cyclist dean defendant delegate deputy designer detective developer
    dictator diplomat director doctor driver economist editor emir engineer envoy epidemiologist
    executive expert farmer father federalist fighter firefighter fisherman foreman founder
    friend general geologist governor guard head historian host inspector instructor interpreter
    interviewer investigator investor journalist judge justice king lawmaker lawyer leader
    lecturer legislator lieutenant lobbyist magistrate major man manager marshal mayor mediator
    member midwife miner minister moderator monarch mother mouthpiece negotiator neighbour
    neighbor neurologist nominee nurse officer official ombudsman ombudswoman operative opponent
    organizer organiser owner partner passenger pastor patient patriarch pediatrician
    paediatrician physician physicist pilot player plaintiff policeman policewoman politician
    pollster pope premier presenter president priest prime prince princess principal producer
    professor prosecutor publicist publisher queen rapporteur rebel rector referee reporter
    representative republican democrat researcher resident rider rival runner sailor scholar
    scientist secretary senator sergeant sheriff shareholder skipper soldier solicitor speaker
    specialist spokesman spokesperson spokeswoman staffer strategist student superintendent
    supervisor surgeon surveyor suspect teacher technician therapist trader trainer treasurer
    tsar czar tycoon undersecretary veteran veterinarian vet vicar victim viceroy villager
    volunteer warden whistleblower widow winner witness woman worker writer employee
    employer-in-chief insider source informant counterpart successor predecessor
    """.split()
)

PEOPLE = frozenset(
    """
    people persons men women children families relatives citizens residents voters civilians
    crowds crew crews troops forces militants rebels police demonstrators protesters protestors
    supporters members users customers consumers refugees migrants workers staff personnel media
    press public youth elders locals parents patients victims survivors dead injured wounded
    hostages
    """.split()
)

ORGANISATIONS = frozenset(
    """
    academy administration agency airline airport alliance army assembly association authority
    bank battalion board body brigade broadcaster bureau business cabinet campaign carrier
    chamber channel charity church clinic club coalition college commission committee community
    company concern confederation conglomerate congress consortium contractor cooperative
    corporation corps council court delegation department directorate division duma embassy
    enterprise exchange factory faculty federation firm force foundation front fund government
    group guild headquarters hospital house industry inspectorate institute institution
    investigator laboratory lab league legislature lobby manufacturer maker military mill mine
    ministry mission mosque museum navy network newspaper ngo office operator opposition
    organisation organization outlet panel parliament parish party paper pharmacy plant police
    portal producer prosecution publication publisher regime regiment registry regulator school
    secretariat senate service shipyard site society squad staff startup station store supplier
    syndicate team tribunal trust union university utility watchdog website workshop magazine
    journal daily weekly wire tabloid platform airline shipowner refinery developer owner
    insurer lender retailer brewery dairy utility prefecture chancellery defence defense jury
    consulate presidency caucus subcommittee nonprofit pac studio orchestra choir diocese
    archdiocese tribe chapter
    """.split()
)

MEDIA = frozenset(
    """
    agency broadcaster channel daily journal magazine newspaper outlet paper portal publication
    radio site station tabloid television tv website weekly wire newswire newsroom blog
    """.split()
)

# Last words of media's names; as a common noun each may mean something else.
MEDIA_NAMES = frozenset(
    """
    beacon bugle bulletin chronicle clarion courier dispatch echo examiner express gazette globe
    guardian herald inform informer independent insider journal ledger mail mercury messenger mirror
    monitor news observer online post press radio record register review rostrum standard star sun
    telegram telegraph television times today tribune tv voice watch week weekly wire world
    """.split()
)

DOCUMENTS = frozenset(
    """
    account accounts affidavit analysis announcement article audit bill book brief briefing
    bulletin case charge column comment commentary communique communiqué complaint court-filing
    cable declaration decision disclosure document documents dossier draft editorial email
    e-mail file files filing findings finding footage indictment interview investigation
    judgment judgement lawsuit leaflet letter log memo memorandum message minutes motion note
    notice obituary op-ed opinion order paper passage petition piece poll post press-release
    publication readout reading record records release report reply response resolution review
    ruling speech statement study submission suit summary summons survey testimony text thread
    transcript tweet verdict video warning
    """.split()
)

# What texts let "say" or "show" something and nobody issued; so do most nouns with these endings.
THINGS = frozenset(
    """
    accord average box chart copy data database evidence fact figure film graph history idea image
    law list logic map number outline percent percentage photo photograph picture plan policy
    principle program project proof register research result rule rumor rumour scenario science
    score sheet slide statistic support suspicion table theory trend truth voice vote word
    """.split()
)
_THINGS_END = ("tion", "ment", "ity", "ness", "ing", "ism", "ics", "ance", "ship")

# Last words of bodies' names that are no bodies as common nouns.
BODY_NAMES = frozenset(
    """
    airlines airways bulletin capital care chronicle clarion courier energy examiner express forum
    foods gazette guardian health herald holdings industries initiative inquiry labs lines logistics
    marine media messenger minerals motors news observer pharma pharmaceuticals post power press
    petroleum project railways register research review securities shipping solutions star steel
    systems technologies telegraph therapeutics times tribune ventures voice works world
    """.split()
)

# Last words of names of places that are named for where they stand or whose they are.
FACILITIES = frozenset(
    """
    airport arena cathedral harbor harbour hospital hotel jail metro mosque port prison railway
    school stadium station subway theater theatre tower train tram zoo
    """.split()
)

# Last words of names of bodies that are part of the one that their name begins with.
PARTS_OF_BODIES = frozenset("caucus commission committee delegation panel subcommittee".split())

SPOKESPEOPLE = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople mouthpiece representative
    """.split()
)

MALE = frozenset(
    """
    man father son brother husband king prince chairman spokesman businessman congressman
    councilman policeman fisherman widower uncle gentleman boy mr sir lord monsieur herr señor mgr
    msgr
    """.split()
)
FEMALE = frozenset(
    """
    woman mother daughter sister wife queen princess chairwoman spokeswoman businesswoman
    congresswoman councilwoman policewoman widow aunt lady girl mrs ms miss madam ombudswoman
    mme mlle madame frau señora
    """.split()
)

TITLES = frozenset(
    """
    mr mrs ms miss dr prof sir dame lord lady madam rev fr hon sen rep gov gen col lt capt sgt
    cmdr adm maj pres supt atty mgr msgr mme mlle maître herr frau señor señora monsieur madame
    sheikh sheik ayatollah
    """.split()
)

COMPANY_FORMS = frozenset(
    """
    inc corp co ltd llc plc gmbh ag sa nv group holdings bank llp oy ab spa
    """.split()
)

# Nouns that news uses for one and the same body after another.
_SYNONYMS = tuple(
    frozenset(words.split())
    for words in (
        """company firm maker manufacturer concern giant producer retailer corporation group
        business operator carrier airline startup start-up developer supplier shipowner refinery
        contractor conglomerate employer enterprise brewery utility plant""",
        "suit lawsuit complaint case filing action",
        "letter note memo memorandum message email e-mail",
        "report study analysis paper document survey review findings",
        "statement communique communiqué release notice announcement",
        "authority agency watchdog regulator body inspectorate commission board bureau office",
        "ministry department office",
        "newspaper paper outlet tabloid daily weekly publication magazine journal site website",
        "broadcaster channel station radio television network",
        "association union group lobby organisation organization society federation charity club",
        "university institute institution school college academy faculty",
        "court tribunal bench",
        "party movement front alliance opposition",
        "parliament assembly senate congress council duma legislature",
        "army military force forces troops",
        "spokesman spokeswoman spokesperson secretary representative",
        "mayor official politician",
        "president leader",
        "minister official politician",
        "lawyer attorney solicitor counsel advocate barrister",
        "doctor physician surgeon medic",
        "chief head director boss chair chairman chairwoman",
        "professor scientist researcher academic scholar",
        "ambassador envoy diplomat",
        "athlete champion champ runner rider rower swimmer player cyclist boxer",
        "journalist reporter correspondent columnist",
        "policeman officer",
        "senator congressman congresswoman lawmaker legislator deputy politician",
        "coach trainer",
        "candidate nominee",
        "businessman tycoon magnate billionaire",
    )
)

# What stands before its own name: "the company Orvane", "the daily Morgen".
NAMED_AFTER = MEDIA | next(words for words in _SYNONYMS if "company" in words)

_IRREGULAR = {
    "men": "man",
    "women": "woman",
    "people": "person",
    "children": "child",
    "chiefs": "chief",
    "spokesmen": "spokesman",
    "spokeswomen": "spokeswoman",
    "media": "media",
    "news": "news",
    "police": "police",
    "wives": "wife",
}
_PERSON_SUFFIXES = ("man", "woman", "person", "ist", "ologist", "eer", "maker", "holder", "owner")


@lru_cache(maxsize=1 << 14)
def singular(noun: str) -> str:
    """The singular of a lower-case English noun, well enough for look-ups."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "sses", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def related(noun: str) -> frozenset[str]:
    """The noun, in lower case and singular, with those that may name the same actor again."""
    return frozenset({noun}).union(*(words for words in _SYNONYMS if noun in words))


def is_role(noun: str) -> bool:
    """Whether the noun, in lower case, denotes a person, by the list or by its form."""
    one = singular(noun)
    return one in ROLES or (len(one) > 6 and one.endswith(_PERSON_SUFFIXES))


def is_people(noun: str) -> bool:
    """Whether the noun, in lower case, denotes several people."""
    return noun in PEOPLE or (singular(noun) != noun and is_role(noun))


def is_organisation(noun: str) -> bool:
    """Whether the noun, in lower case, denotes a body that can act and speak."""
    return singular(noun) in ORGANISATIONS


def is_document(noun: str) -> bool:
    """Whether the noun, in lower case, denotes a text or recording that can "say" something."""
    return singular(noun) in DOCUMENTS or noun in DOCUMENTS


def is_thing(noun: str) -> bool:
    """Whether the noun, in lower case, denotes nobody, by the list or by its ending."""
    one = singular(noun)
    return one in THINGS or noun in THINGS or one.endswith(_THINGS_END)
