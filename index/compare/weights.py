"""How much each feature of a candidate speaker counts, fitted by softmax regression on half of PolNeAR's training part.

Holds data only; ``tests/gold/fit_speakers.py`` writes this file anew.
"""

from __future__ import annotations

_TABLE = """
according after=0.45; according after , fragment=-0.1; according after , sentence=0.74; according after 1-2=-0.4
according after 13+=0.55; according after 6-12=0.31; according after according=0.45
according after cue gap 0=-0.15; according after cue gap 16+=-0.16; according after cue gap 3=0.36
according after cue gap 4-7=0.47; according after gap 0=-0.15; according after gap 16+=-0.16
according after gap 3=0.36; according after gap 4-7=0.47; according after joint D=-0.29
according after joint K=-0.15; according after joint ^=1.01; according after none fragment=-0.19
according after speaker name=0.67; according after speaker the=-0.22; according after starts False=-0.5
according after starts True=0.96; according after stop False quotes 0=0.87
according after stop True quotes 0=-0.29; according after strong=0.45; according after that False=0.45
according before=0.4; according before . fragment=0.41; according before 13+=0.28; according before 6-12=0.14
according before according=0.4; according before cue gap 8-15=0.41; according before gap 8-15=0.41
according before joint A=0.09; according before joint K=0.32; according before speaker name=0.46
according before starts False=0.41; according before stop False quotes 0=0.41; according before strong=0.4
according before that False=0.4; after=-0.22; after , fragment=-0.13; after , sentence=1.37
after . fragment=-0.57; after . sentence=-1.48; after 1-2=-0.71; after 13+=-0.19; after 3-5=0.26
after 6-12=0.43; after cue gap 0=0.8; after cue gap 1=-0.29; after cue gap 2=-0.19; after cue gap 3=-0.24
after cue gap 4-7=-0.36; after cue gap 8-15=0.15; after gap 0=0.8; after gap 1=-0.29; after gap 2=-0.19
after gap 3=-0.24; after gap 4-7=-0.36; after gap 8-15=0.15; after joint .=0.52; after joint :=0.46
after joint A=0.35; after joint I=-0.68; after joint K=-0.69; after joint N=-0.34; after joint O=-1.02
after joint V=0.52; after joint ^=0.45; after joint n=0.09; after none fragment=0.28; after none sentence=0.37
after plain=-0.21; after shared=-0.64; after speaker he=-0.14; after speaker name=0.8; after speaker noun=-0.66
after speaker she=0.32; after speaker the=-0.1; after speaker they=-0.41; after starts False=-1.19
after starts True=0.97; after stop False quotes 0=1.13; after stop False quotes 1=1.19
after stop False quotes 2=-0.12; after stop True quotes 0=-0.68; after stop True quotes 1=-0.88
after stop True quotes 2=-0.86; after strong=0.51; after subject=0.4; after that False=-0.22; after weak=-0.52
bare-paragraph=-0.39; bare-paragraph . sentence=-0.3; bare-paragraph 13+=-0.31; bare-paragraph away 2=-0.36
bare-paragraph from before=-0.17; bare-paragraph from last-statement=-0.17
bare-paragraph gap 0 stop False=-0.37; bare-paragraph starts True=-0.37; bare-paragraph statements False=-0.39
before=0.14; before ! sentence=-0.51; before , fragment=0.95; before , sentence=-1.05; before . fragment=0.48
before . sentence=0.68; before 1-2=0.74; before 13+=-0.89; before 3-5=0.34; before cue gap 0=0.35
before cue gap 16+=-0.53; before cue gap 2=-0.16; before cue gap 3=0.12; before cue gap 8-15=0.33
before gap 0=0.35; before gap 16+=-0.53; before gap 2=-0.16; before gap 3=0.12; before gap 8-15=0.33
before joint ,=0.11; before joint -=-0.18; before joint .=0.55; before joint :=-0.19; before joint A=0.4
before joint D=-0.2; before joint G=-0.86; before joint I=-0.41; before joint N=0.77; before joint O=-1.43
before joint P=0.56; before joint V=-0.15; before joint n=1.06; before none sentence=-0.36; before plain=-0.12
before shared=-0.64; before speaker he=1.16; before speaker i=-0.11; before speaker name=0.83
before speaker noun=-1.27; before speaker she=0.76; before speaker the=-1.1; before speaker we=-0.09
before starts False=-0.4; before starts True=0.55; before stop False quotes 0=1.89
before stop False quotes 1=0.84; before stop False quotes 2=-0.28; before stop True quotes 0=-0.98
before stop True quotes 1=-1.15; before stop True quotes 2=-0.18; before strong=1.07; before subject=0.82
before that False=-0.47; before that True=0.62; before weak=-0.81; last-statement=-0.27
last-statement ! sentence=0.56; last-statement . sentence=-0.21; last-statement 1-2=-0.28
last-statement 13+=0.23; last-statement 3-5=-0.28; last-statement bare False=-0.95
last-statement bare True=0.68; last-statement ends )=-0.14; last-statement ends .=-0.7
last-statement ends :=0.94; last-statement ends Q=-0.37; last-statement none fragment=-0.2
last-statement none sentence=-0.41; last-statement plain=-0.81; last-statement shared=-0.31
last-statement speaker he=0.38; last-statement speaker it=-0.62; last-statement speaker name=0.75
last-statement speaker noun=-0.53; last-statement speaker she=0.24; last-statement speaker the=-0.38
last-statement speaker they=-0.1; last-statement strong=0.59; next-statement=-0.72
next-statement ! sentence=-0.12; next-statement , sentence=-0.08; next-statement . fragment=-0.2
next-statement 1-2=-0.1; next-statement 13+=-0.17; next-statement 3-5=-0.26; next-statement 6-12=-0.2
next-statement bare False=-0.86; next-statement bare True=0.14; next-statement ends )=-0.1
next-statement ends :=-0.17; next-statement ends Q=-0.44; next-statement none fragment=-0.08
next-statement none sentence=-0.25; next-statement plain=-0.47; next-statement shared=-0.57
next-statement speaker he=-0.51; next-statement speaker i=-0.18; next-statement speaker name=0.38
next-statement speaker the=-0.38; next-statement strong=0.46; next-statement subject=-0.15
next-statement weak=-0.71; nobody=0.58; nobody 1-2=0.69; nobody 13+=-0.28; nobody 3-5=0.34; nobody 6-12=-0.17
nobody bare False=1.01; nobody bare True=-0.44; nobody fragment !=0.25; nobody fragment .=-0.62
nobody fragment none=-0.45; nobody sentence ,=0.58; nobody sentence .=0.1; nobody sentence none=0.76
nobody statements False=0.38; nobody statements True=0.2; previous-paragraph=-0.67
previous-paragraph . fragment=-0.12; previous-paragraph . sentence=-0.19; previous-paragraph 1-2=-0.13
previous-paragraph 13+=-0.28; previous-paragraph 3-5=-0.14; previous-paragraph 6-12=-0.13
previous-paragraph away 1=-0.42; previous-paragraph away 2=-0.25; previous-paragraph from after=-0.15
previous-paragraph from before=-0.27; previous-paragraph from same-paragraph=-0.09
previous-paragraph from subject=-0.09; previous-paragraph gap 16+ stop False=-0.18
previous-paragraph gap 16+ stop True=-0.08; previous-paragraph gap 4-7 stop False=-0.1
previous-paragraph gap 8-15 stop False=-0.15; previous-paragraph none fragment=-0.11
previous-paragraph none sentence=-0.09; previous-paragraph starts False=-0.59
previous-paragraph starts True=-0.08; previous-paragraph statements False=-0.21
previous-paragraph statements True=-0.46; same-paragraph=0.44; same-paragraph , fragment=-0.53
same-paragraph , sentence=-0.47; same-paragraph . sentence=1.14; same-paragraph 1-2=-0.42
same-paragraph 13+=0.81; same-paragraph 3-5=0.21; same-paragraph 6-12=-0.16; same-paragraph away 0=0.44
same-paragraph from according after=0.37; same-paragraph from after=1.72; same-paragraph from before=-0.39
same-paragraph from same-paragraph=-0.93; same-paragraph from subject=-0.34
same-paragraph gap 16+ stop False=-0.1; same-paragraph gap 16+ stop True=-1.32
same-paragraph gap 3 stop True=0.44; same-paragraph gap 4-7 stop False=0.22
same-paragraph gap 4-7 stop True=0.66; same-paragraph gap 8-15 stop False=-0.23
same-paragraph gap 8-15 stop True=0.75; same-paragraph none fragment=0.34; same-paragraph starts False=-0.45
same-paragraph starts True=0.89; same-paragraph statements True=0.49; subject=0.25; subject ! fragment=-0.16
subject ! sentence=0.19; subject , fragment=-0.1; subject , sentence=-0.97; subject . fragment=0.68
subject . sentence=0.21; subject 1-2=0.64; subject 13+=0.26; subject 3-5=-0.46; subject 6-12=-0.18
subject gap 0=-0.2; subject gap 16+=-0.24; subject gap 2=1.15; subject gap 3=-0.59; subject gap 4-7=0.15
subject joint ,=0.16; subject joint -=0.16; subject joint :=0.44; subject joint A=-0.63; subject joint D=-0.72
subject joint G=0.45; subject joint I=1.46; subject joint K=-0.23; subject joint N=1; subject joint O=-0.6
subject joint P=0.09; subject joint Q=-0.69; subject joint V=-0.15; subject joint n=-0.5
subject none fragment=0.37; subject speaker i=-0.09; subject speaker name=0.67; subject speaker noun=-1.68
subject speaker she=1.43; subject speaker the=-0.14; subject speaker they=0.42; subject speaker you=-0.28
"""


def _read() -> dict[str, float]:
    rows = (row.rsplit("=", 1) for line in _TABLE.strip().splitlines() for row in line.split("; "))
    return {feature: float(weight) for feature, weight in rows}


WEIGHTS: dict[str, float] = _read()
"""Feature → weight; a feature that is missing counts nothing."""
