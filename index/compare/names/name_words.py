"""Words that stand around names: titles and roles, what ends the name of a body, what names nobody.

Holds data only; refuses to look at any text.
"""

from __future__ import annotations

_HONORIFICS = """
mr mrs ms miss dr prof sir dame lord lady rev fr sen rep gov gen lt col maj capt sgt cpl adm cmdr hon messrs pope
king queen prince princess saint imam sheikh ayatollah rabbi father sister brother reps sens govs
"""
HONORIFICS: frozenset[str] = frozenset(_HONORIFICS.split())
"""Words before a person's name that are never part of it."""

_ROLES = """
president secretary senator congressman congresswoman representative minister chancellor mayor judge justice
governor premier speaker spokesman spokeswoman spokesperson ambassador leader chairman chairwoman chair chief
director officer commander general colonel major captain sergeant lieutenant admiral attorney treasurer commissioner
counselor counsellor envoy professor pastor bishop archbishop cardinal coach candidate nominee whip adviser advisor
aide inspector superintendent sheriff diplomat analyst economist author editor writer reporter correspondent host
anchor columnist actor actress singer director-general undersecretary under-secretary-general secretary-general
then-president vice-president ex-president co-founder founder ceo cfo coo head manager strategist pollster activist
lawyer lawmaker assemblyman councilman delegate surgeon solicitor comptroller billionaire businessman tycoon mogul
star senators representatives reps. sens. govs. congressmen presidents ministers secretaries chairs co-chairwoman
co-chairman co-chair judges justices professors co-host councilwoman
"""
ROLES: frozenset[str] = HONORIFICS | frozenset(_ROLES.split())
"""Words of offices and trades that may stand, capitalised or not, before a person's name."""

_ROLE_OBJECTS = """
state defense defence treasury foreign security public homeland interior justice commerce labor education energy
finance trade health transportation agriculture affairs house senate white pentagon state's intelligence national
district county city party campaign communist ministry department communications policy democrat republican
presidential democratic gop supreme staff executive press prime interim acting incumbent former then vice deputy
rival fellow majority minority political chief committee conference
"""
ROLE_OBJECTS: frozenset[str] = frozenset(_ROLE_OBJECTS.split())
"""Words that name what an office is over: they join a title that has a role in it."""

_BODIES = """
department ministry government administration agency association council commission committee court congress
parliament senate house party union bank university college institute foundation group company corp corporation inc
ltd llc co post times journal news magazine tribune herald guardian press network radio television tv police army
force forces navy guard bureau office service services board authority federation league club church center centre
school hospital fund organization organisation coalition alliance front movement team society academy act bill law
treaty agreement war street avenue road river sea ocean lake mountain island islands airport station building palace
square park bridge day week month year age era conference summit games cup award prize states nations kingdom
republic strip bay strait district county province region valley coast beach hill hills industries holdings partners
systems technologies media studios records motors airlines airways hotel museum library theatre theater
"""
BODIES: frozenset[str] = frozenset(_BODIES.split())
"""Words that mark the name of a body, a place or a thing rather than of a person."""

_FAMILY_FIRST = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng
han feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren shen yao lai mao xi qin
bo wen jia kim park lee choi jung kang cho yoon jang lim moon roh ban nguyen tran le pham ho ngo vo dang bui do tsai
abe kishida suga
"""
FAMILY_FIRST: frozenset[str] = frozenset(_FAMILY_FIRST.split())
"""Family names that commonly stand first, in lower case."""

_PARTICLES = """
de van von der den del della di da du la le bin ibn al el ter ten dos das
"""
PARTICLES: frozenset[str] = frozenset(_PARTICLES.split())
"""Lower-case words inside a person's name."""

_SURNAMES_TOO = """
king prince pope bishop judge chancellor major star page cook coach anchor chair cardinal pastor saint father
"""
SURNAMES_TOO: frozenset[str] = frozenset(_SURNAMES_TOO.split())
"""Words of office that are family names as well: a title only where they come first."""

_NO_NAMES = """
conn mo calif mass ariz fla ill ind kan ky la md mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo
colo ala ark del ga hi hello update updated breaking exclusive watch advertisement photo photos video image credit web
internet tv
"""
NO_NAMES: frozenset[str] = frozenset(_NO_NAMES.split())
"""Capitalised words that name nobody: abbreviated states, labels of pages."""

_NOT_ALONE = """
state south north east west democratic republican congressional federal national party department ministry church
"""
NOT_ALONE: frozenset[str] = frozenset(_NOT_ALONE.split())
"""Words that are a part of names and none by themselves."""
