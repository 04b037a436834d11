"""How much each feature of a candidate speaker counts: softmax regression on PolNeAR's training part.

Holds data only; ``tests/gold/fit_speakers.py`` writes this file anew.
"""

from __future__ import annotations

_TABLE = """
according after=0.19; according after ! sentence=0.15; according after , fragment=-0.19
according after , sentence=0.33; according after 13+=-0.16; according after 3-5=0.26; according after 6-12=0.16
according after according=0.19; according after clause False=-0.11; according after clause True=0.29
according after cue gap 0=-0.64; according after cue gap 16+=-0.24; according after cue gap 3=0.26
according after cue gap 4-7=0.54; according after cue gap 8-15=0.29; according after followed False=-0.45
according after followed True=0.64; according after gap 0=-0.64; according after gap 16+=-0.24
according after gap 3=0.26; according after gap 4-7=0.54; according after gap 8-15=0.29; according after joint D=-0.27
according after joint V=0.33; according after joint ^=0.24; according after next T !=0.15
according after next v ,=0.09; according after rivals 0=-0.78; according after rivals 1=1.01
according after speaker name=0.46; according after speaker noun=0.40; according after speaker the=-0.67
according after starts True=0.19; according after stop False quotes 0=0.50; according after stop True quotes 0=-0.23
according after strong=0.19; according after that False=0.19; according before=0.30; according before , sentence=-0.41
according before . fragment=0.30; according before . sentence=0.42; according before 6-12=0.28
according before according=0.30; according before clause True=0.29; according before cue gap 16+=-0.38
according before cue gap 3=0.30; according before cue gap 4-7=0.09; according before cue gap 8-15=0.29
according before followed False=0.43; according before followed True=-0.13; according before gap 1=0.39
according before gap 16+=-0.38; according before gap 8-15=0.29; according before joint ,=0.09
according before joint .=-0.15; according before joint D=-0.37; according before joint K=0.62
according before next , .=0.38; according before next . ,=-0.41; according before next . .=0.27
according before rivals 1=0.24; according before speaker name=0.59; according before speaker the=-0.29
according before starts False=0.45; according before starts True=-0.15; according before stop False quotes 0=0.45
according before stop True quotes 0=0.23; according before stop True quotes 1=-0.38; according before strong=0.30
according before that False=0.30; after=-0.54; after ! sentence=-0.08; after , fragment=0.47; after , sentence=0.28
after . fragment=-0.77; after . sentence=-1.12; after 1-2=-0.23; after 13+=-0.68; after 3-5=0.33
after clause False=-0.13; after clause True=-0.42; after cue gap 0=0.64; after cue gap 1=-0.46
after cue gap 16+=-0.18; after cue gap 2=-0.35; after cue gap 4-7=-0.50; after cue gap 8-15=0.32
after followed False=-0.35; after followed True=-0.20; after gap 0=0.64; after gap 1=-0.46; after gap 16+=-0.18
after gap 2=-0.35; after gap 4-7=-0.50; after gap 8-15=0.32; after joint ,=-0.51; after joint .=0.80
after joint :=0.48; after joint D=0.86; after joint I=-0.53; after joint K=-0.30; after joint N=-0.35
after joint O=-0.85; after joint P=0.34; after joint V=-0.12; after joint ^=-0.28; after joint k=-0.26
after joint n=0.23; after next , !=-0.36; after next , ,=0.12; after next , .=-0.17; after next , none=0.29
after next . !=0.26; after next . ,=0.09; after next . .=0.15; after next . none=1.06; after next : none=0.12
after next A ,=0.42; after next D !=-0.33; after next D ,=-0.32; after next D .=-1.14; after next D none=-0.33
after next G !=0.43; after next G none=-0.11; after next I .=-0.19; after next K none=-0.09; after next N ,=0.72
after next N none=-0.16; after next O ,=0.09; after next P !=-0.26; after next P ,=-0.20; after next P .=-0.34
after next T ,=0.34; after next T none=0.08; after next V ,=-0.17; after next W ,=0.33; after next k ,=0.09
after next n !=0.09; after next n ,=-1.00; after next n .=-0.13; after next p ,=0.11; after none fragment=0.37
after none sentence=0.31; after noun=-0.20; after plain=-0.33; after rivals 0=0.90; after rivals 1=-0.94
after rivals 2=-0.50; after shared=-0.91; after speaker he=0.15; after speaker i=-0.29; after speaker noun=-0.99
after speaker she=0.55; after speaker the=0.38; after speaker they=-0.28; after starts False=-1.06
after starts True=0.52; after stop False quotes 0=1.05; after stop False quotes 1=0.58; after stop True quotes 0=-0.81
after stop True quotes 1=-0.89; after stop True quotes 2=-0.42; after strong=0.67; after subject=0.61
after that False=-0.54; after weak=-0.89; bare-paragraph ! sentence=0.66; bare-paragraph 6-12=0.14
bare-paragraph away 1=0.40; bare-paragraph away 2=-0.36; bare-paragraph from after=0.46
bare-paragraph from bare-paragraph=1.25; bare-paragraph from before=-1.11; bare-paragraph from chain after=-0.38
bare-paragraph from introduced statement=0.97; bare-paragraph from label before=-0.24
bare-paragraph from label inside=-0.58; bare-paragraph from last statement=-0.27
bare-paragraph from previous-paragraph=0.33; bare-paragraph from same-paragraph=0.27
bare-paragraph from subject=-0.64; bare-paragraph introduced False followed False=0.77
bare-paragraph introduced True followed False=-0.72; bare-paragraph none sentence=-0.67; before ! fragment=0.40
before ! sentence=-0.98; before , fragment=0.88; before , sentence=-1.89; before . fragment=0.93
before . sentence=1.08; before 1-2=0.49; before 13+=-1.06; before 3-5=0.57; before 6-12=-0.08
before clause False=-0.13; before cue gap 0=0.40; before cue gap 16+=-0.69; before cue gap 2=-0.14
before cue gap 4-7=0.34; before followed False=-0.25; before followed True=0.17; before gap 0=-0.08; before gap 1=0.09
before gap 16+=-0.69; before gap 2=0.20; before gap 3=0.10; before gap 4-7=0.38; before gap 8-15=-0.09
before inverted=-0.97; before joint ,=0.55; before joint -=-0.33; before joint .=0.29; before joint :=0.82
before joint A=0.08; before joint D=0.82; before joint G=-0.43; before joint I=-0.19; before joint K=-0.49
before joint O=-0.34; before joint P=-0.16; before joint Q=-0.43; before joint T=-0.42; before joint V=0.21
before joint n=-0.12; before next , !=-1.03; before next , ,=-0.66; before next , .=0.12; before next , none=0.30
before next - .=-0.44; before next - none=0.47; before next . .=0.76; before next : !=-0.17; before next : ,=0.18
before next : .=0.76; before next : none=0.09; before next A ,=-0.15; before next A none=-1.30; before next D !=-0.48
before next D ,=-0.22; before next D none=0.09; before next I !=-0.52; before next I ,=0.37; before next I none=-0.16
before next K ,=-0.53; before next K .=0.25; before next N ,=-0.52; before next N .=-0.57; before next N none=-0.08
before next O ,=0.75; before next O .=0.82; before next O none=0.10; before next P !=-0.18; before next P .=0.68
before next P none=0.44; before next Q !=0.43; before next Q .=-0.14; before next Q none=-0.54; before next T ,=-0.32
before next T .=0.16; before next T none=0.13; before next W none=-0.10; before next k !=0.87; before next k ,=-0.19
before next k .=-0.30; before next k none=-0.15; before next n !=0.47; before next n ,=0.36; before next n .=-0.08
before next n none=0.23; before none fragment=0.19; before none sentence=-0.70; before plain=-0.23
before rivals 0=0.51; before rivals 1=0.26; before rivals 2=-0.86; before shared=-0.23; before speaker he=0.97
before speaker he'd=-0.18; before speaker he's=0.10; before speaker i=-0.29; before speaker it=0.51
before speaker name=1.07; before speaker noun=-1.05; before speaker she=0.25; before speaker the=-1.58
before speaker they=0.18; before starts False=-0.41; before starts True=0.29; before stop False quotes 0=1.90
before stop False quotes 1=0.73; before stop False quotes 2=0.18; before stop True quotes 0=-1.03
before stop True quotes 1=-1.32; before stop True quotes 2=-0.54; before strong=1.01; before subject=1.17
before that False=-0.82; before that True=0.73; before weak=-0.86; chain=-2.52; continued=0.56
continued followed False=-0.10; continued followed True=0.66; continued from bare-paragraph=1.27
continued from before=-0.24; continued from chain after=-0.33; continued from introduced statement=0.25
continued from label inside=-0.29; continued from next statement=-0.20; continued from same-paragraph=0.10
introduced statement=0.31; introduced statement ! sentence=-0.20; introduced statement . sentence=0.71
introduced statement 13+=0.27; introduced statement 3-5=-0.12; introduced statement 6-12=0.15
introduced statement bare False False=-0.19; introduced statement bare True False=0.50
introduced statement ends :=0.31; introduced statement from end 1=0.51; introduced statement from end 2=-0.57
introduced statement from end 3=-0.12; introduced statement from end 4-7=0.09; introduced statement from end 8-15=0.39
introduced statement none sentence=-0.14; introduced statement quoted False=0.26; introduced statement speaker he=0.11
introduced statement speaker it=-0.62; introduced statement speaker name=0.77
introduced statement statements False=0.70; introduced statement statements True=-0.40
introduced statement strong=0.52; introduced statement subject=0.14; introduced statement weak=-0.24
introduced subject . sentence=0.31; introduced subject bare False False=-0.13; introduced subject from end 16+=-0.13
introduced subject from end 4-7=0.13; introduced subject none sentence=-0.25; introduced subject speaker name=0.58
introduced subject speaker the=-0.57; introduced subject statements True=-0.11; label after=-0.14
label after clause False=-0.09; label after followed False=-0.14; label after joint n=-0.08; label after label=-0.14
label after none sentence=-0.11; label after plain=-0.14; label after rivals 0=-0.13; label after speaker name=-0.12
label after starts False=-0.14; label after that False=-0.14; label before=0.49; label before , sentence=-0.29
label before . fragment=0.28; label before . sentence=-0.42; label before 1-2=-0.61; label before 13+=0.47
label before 6-12=0.70; label before clause True=0.49; label before cue gap 0=0.16; label before cue gap 1=0.40
label before cue gap 16+=-0.88; label before cue gap 2=0.38; label before cue gap 3=0.18
label before cue gap 4-7=0.10; label before cue gap 8-15=0.15; label before followed False=0.52
label before gap 0=0.16; label before gap 1=0.40; label before gap 16+=-0.88; label before gap 2=0.38
label before gap 3=0.18; label before gap 4-7=0.10; label before gap 8-15=0.15; label before joint ,=0.21
label before joint :=-0.42; label before joint A=0.22; label before joint D=0.13; label before joint I=-0.16
label before joint N=-0.14; label before joint O=0.26; label before joint Q=0.13; label before joint n=0.31
label before label=0.49; label before next A .=0.08; label before next N ,=-0.34; label before next N .=-0.13
label before next N none=0.34; label before next O .=0.09; label before next Q .=-0.17; label before next Q none=0.37
label before none sentence=0.93; label before plain=0.49; label before rivals 0=0.86; label before rivals 1=-0.34
label before speaker name=0.52; label before starts False=0.49; label before stop False quotes 0=0.42
label before stop False quotes 1=0.10; label before that False=0.49; last statement=-0.37
last statement ! sentence=0.25; last statement . sentence=0.11; last statement 1-2=-0.24; last statement 13+=0.12
last statement 3-5=-0.27; last statement bare False False=-1.20; last statement bare True False=0.83
last statement ends )=-0.25; last statement ends .=-0.30; last statement ends Q=0.19
last statement from end 16+=-0.53; last statement from end 2=0.42; last statement from end 3=0.33
last statement from end 4-7=-1.05; last statement from end 8-15=0.43; last statement inverted=-0.19
last statement label=0.11; last statement none fragment=-0.18; last statement none sentence=-0.48
last statement plain=-0.48; last statement quoted False=-0.82; last statement quoted True=0.44
last statement shared=-0.18; last statement speaker he=-0.30; last statement speaker it=-0.08
last statement speaker name=0.92; last statement speaker noun=-0.49; last statement speaker the=-0.24
last statement speaker they=-0.17; last statement statements False=-0.37; last statement strong=0.16
last subject=-0.44; last subject ! sentence=-0.14; last subject , sentence=-0.11; last subject . fragment=-0.19
last subject . sentence=0.45; last subject 1-2=-0.10; last subject 13+=0.24; last subject 3-5=-0.25
last subject 6-12=-0.32; last subject bare False False=-0.93; last subject bare True False=0.50
last subject ends .=-0.14; last subject ends Q=-0.25; last subject from end 3=-0.10; last subject from end 4-7=-0.12
last subject from end 8-15=-0.12; last subject none=-0.44; last subject none fragment=-0.15
last subject none sentence=-0.31; last subject quoted False=0.22; last subject quoted True=-0.66
last subject speaker he=-0.28; last subject speaker name=0.71; last subject speaker noun=-0.26
last subject speaker the=-0.22; last subject speaker they=-0.36; last subject statements False=-0.44
last subject subject=-0.44; next statement=-0.35; next statement ! sentence=-0.14; next statement . sentence=0.16
next statement 3-5=-0.16; next statement 6-12=-0.16; next statement bare False False=-0.69
next statement bare True False=0.34; next statement ends )=-0.09; next statement ends .=-0.15
next statement ends Q=-0.10; next statement from end 1=1.45; next statement from end 16+=-0.34
next statement from end 2=-0.30; next statement from end 3=-0.13; next statement from end 4-7=-0.15
next statement from end 8-15=-0.86; next statement inverted=-0.09; next statement label=-0.12
next statement none fragment=-0.15; next statement none sentence=-0.17; next statement plain=-0.47
next statement quoted False=-0.19; next statement quoted True=-0.16; next statement shared=-0.19
next statement speaker he=-0.46; next statement speaker i=0.95; next statement speaker name=-0.34
next statement speaker the=-0.43; next statement statements False=-0.35; next statement strong=0.67
next statement weak=-0.56; nobody=0.44; nobody 1-2=0.82; nobody 13+=-0.51; nobody 3-5=0.56; nobody 6-12=-0.42
nobody bare False=0.26; nobody bare True=0.38; nobody fragment !=-0.60; nobody fragment ,=-0.09
nobody fragment .=-0.37; nobody fragment none=-0.38; nobody joint (=-0.69; nobody joint ,=-0.33; nobody joint -=0.26
nobody joint .=-1.14; nobody joint :=0.12; nobody joint D=0.50; nobody joint G=-0.19; nobody joint I=0.32
nobody joint K=0.79; nobody joint O=1.07; nobody joint P=-0.22; nobody joint Q=-0.18; nobody joint T=0.45
nobody joint ^=-1.34; nobody joint k=0.43; nobody joint n=0.30; nobody joint v=0.33; nobody named False=0.45
nobody resumed False=-0.19; nobody resumed True=0.74; nobody sentence !=-0.09; nobody sentence .=0.59
nobody sentence none=1.50; nobody statements False=0.44; nobody statements True=0.10; previous-paragraph=-0.51
previous-paragraph ! sentence=0.53; previous-paragraph , fragment=-0.10; previous-paragraph , sentence=-0.10
previous-paragraph . fragment=-0.19; previous-paragraph . sentence=-0.30; previous-paragraph 1-2=-0.17
previous-paragraph 13+=-0.31; previous-paragraph 3-5=-0.28; previous-paragraph 6-12=0.24
previous-paragraph away 2=-0.54; previous-paragraph from after=-0.90; previous-paragraph from before=-1.14
previous-paragraph from introduced statement=0.97; previous-paragraph from label before=-0.17
previous-paragraph from label inside=1.27; previous-paragraph from last statement=-0.15
previous-paragraph from same-paragraph=-0.16; previous-paragraph from subject=-0.18
previous-paragraph gap 0 stop False=-0.22; previous-paragraph gap 16+ stop False=-0.34
previous-paragraph gap 16+ stop True=-0.24; previous-paragraph gap 3 stop False=-0.13
previous-paragraph gap 4-7 stop False=0.69; previous-paragraph gap 8-15 stop False=-0.16
previous-paragraph introduced False followed False=-0.54; previous-paragraph none fragment=-0.22
previous-paragraph none sentence=-0.14; previous-paragraph starts False=-0.23; previous-paragraph starts True=-0.28
previous-paragraph statements False=0.21; previous-paragraph statements True=-0.72; same-paragraph=0.15
same-paragraph ! sentence=0.24; same-paragraph , fragment=-0.43; same-paragraph , sentence=-0.36
same-paragraph . fragment=-0.11; same-paragraph . sentence=0.37; same-paragraph 1-2=-0.31; same-paragraph 13+=0.86
same-paragraph 3-5=0.08; same-paragraph 6-12=-0.48; same-paragraph away 0=0.15; same-paragraph from after=1.71
same-paragraph from before=-1.11; same-paragraph from same-paragraph=-0.98; same-paragraph from subject=0.48
same-paragraph gap 1 stop False=-0.08; same-paragraph gap 16+ stop True=-0.79; same-paragraph gap 2 stop False=0.18
same-paragraph gap 3 stop False=-0.19; same-paragraph gap 3 stop True=0.32; same-paragraph gap 4-7 stop False=-0.33
same-paragraph gap 4-7 stop True=0.57; same-paragraph gap 8-15 stop False=0.12; same-paragraph gap 8-15 stop True=0.27
same-paragraph introduced False followed False=0.21; same-paragraph none fragment=0.48
same-paragraph starts False=-0.16; same-paragraph starts True=0.31; same-paragraph statements True=0.19
subject ! fragment=0.21; subject ! sentence=-0.33; subject , fragment=-0.50; subject , sentence=-0.42
subject . fragment=0.25; subject . sentence=0.38; subject 1-2=0.64; subject 13+=0.24; subject 3-5=-0.58
subject 6-12=-0.33; subject followed False=0.64; subject followed True=-0.66; subject gap 0=-0.27; subject gap 1=-0.15
subject gap 16+=-0.31; subject gap 2=-0.44; subject gap 4-7=0.80; subject gap 8-15=0.41; subject joint (=0.70
subject joint ,=-1.13; subject joint -=0.52; subject joint :=-0.40; subject joint A=-0.43; subject joint D=-1.12
subject joint G=0.68; subject joint I=1.00; subject joint K=-0.28; subject joint N=0.86; subject joint Q=0.49
subject joint V=-0.83; subject joint v=-0.21; subject none fragment=0.09; subject none sentence=0.30
subject speaker he=0.31; subject speaker i=-0.29; subject speaker it's=-0.56; subject speaker name=0.64
subject speaker noun=-1.49; subject speaker she=1.65; subject speaker they=0.09; subject speaker you=-0.37
"""


def _read() -> dict[str, float]:
    rows = (row.rsplit("=", 1) for line in _TABLE.strip().splitlines() for row in line.split("; "))
    return {feature: float(weight) for feature, weight in rows}


WEIGHTS: dict[str, float] = _read()
"""Feature → weight; a feature that is missing counts nothing."""
