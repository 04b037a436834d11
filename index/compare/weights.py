"""How much each feature of a candidate speaker counts: softmax regression on PolNeAR's training part.

Holds data only; ``tests/gold/fit_speakers.py`` writes this file anew.
"""

from __future__ import annotations

_TABLE = """
according after=0.18; according after ! sentence=0.16; according after , fragment=-0.20
according after , sentence=0.33; according after 1-2=-0.09; according after 13+=-0.13; according after 3-5=0.28
according after 6-12=0.12; according after according=0.18; according after clause False=-0.13
according after clause True=0.31; according after cue gap 0=-0.64; according after cue gap 16+=-0.25
according after cue gap 3=0.27; according after cue gap 4-7=0.52; according after cue gap 8-15=0.30
according after followed False=-0.43; according after followed True=0.61; according after gap 0=-0.64
according after gap 16+=-0.25; according after gap 3=0.27; according after gap 4-7=0.52; according after gap 8-15=0.30
according after joint D=-0.28; according after joint V=0.34; according after joint ^=0.24
according after next T !=0.16; according after next v ,=0.09; according after rivals 0=-0.78
according after rivals 1=1.01; according after speaker name=0.48; according after speaker noun=0.37
according after speaker the=-0.67; according after starts True=0.18; according after stop False quotes 0=0.51
according after stop True quotes 0=-0.24; according after strong=0.18; according after that False=0.18
according before=0.24; according before , sentence=-0.16; according before . fragment=0.31
according before . sentence=0.10; according before 13+=0.27; according before according=0.24
according before clause True=0.28; according before cue gap 16+=-0.37; according before cue gap 4-7=0.12
according before cue gap 8-15=0.46; according before followed False=0.30; according before gap 1=0.15
according before gap 16+=-0.37; according before gap 8-15=0.46; according before joint ,=0.12
according before joint .=-0.32; according before joint :=0.13; according before joint D=-0.34
according before joint K=0.58; according before next , .=0.43; according before next . ,=-0.14
according before next . .=-0.14; according before next : .=0.13; according before rivals 0=-0.12
according before rivals 1=0.39; according before speaker name=0.49; according before speaker the=-0.25
according before starts False=0.56; according before starts True=-0.32; according before stop False quotes 0=0.56
according before stop True quotes 0=-0.10; according before stop True quotes 1=-0.20; according before strong=0.24
according before that False=0.24; after=-0.54; after , fragment=0.44; after , sentence=0.28; after . fragment=-0.81
after . sentence=-1.15; after 1-2=-0.41; after 13+=-0.64; after 3-5=0.48; after clause False=-0.11
after clause True=-0.45; after cue gap 0=0.64; after cue gap 1=-0.49; after cue gap 16+=-0.17; after cue gap 2=-0.31
after cue gap 4-7=-0.49; after cue gap 8-15=0.33; after followed False=-0.40; after followed True=-0.16
after gap 0=0.64; after gap 1=-0.49; after gap 16+=-0.17; after gap 2=-0.31; after gap 4-7=-0.49; after gap 8-15=0.33
after joint ,=-0.24; after joint .=0.72; after joint :=0.43; after joint D=0.73; after joint I=-0.51
after joint K=-0.31; after joint N=-0.35; after joint O=-0.91; after joint P=0.38; after joint V=-0.08
after joint ^=-0.28; after joint k=-0.33; after joint n=0.19; after next , !=-0.40; after next , ,=0.14
after next , .=-0.21; after next , none=0.30; after next . !=0.29; after next . ,=0.23; after next . .=0.15
after next . none=1.07; after next : none=0.11; after next A ,=0.43; after next D !=-0.39; after next D ,=-0.42
after next D .=-1.12; after next D none=-0.33; after next G !=0.45; after next G none=-0.10; after next I .=-0.22
after next K none=-0.08; after next N ,=0.61; after next N none=-0.13; after next O ,=0.09; after next P !=-0.20
after next P ,=-0.19; after next P .=-0.35; after next T ,=0.27; after next T none=0.09; after next V ,=-0.16
after next W ,=0.37; after next k ,=0.08; after next n !=0.10; after next n ,=-1.01; after next n .=-0.14
after next p ,=0.11; after none fragment=0.41; after none sentence=0.32; after noun=-0.21; after plain=-0.38
after rivals 0=0.89; after rivals 1=-0.96; after rivals 2=-0.50; after shared=-0.87; after speaker he=0.18
after speaker i=-0.29; after speaker noun=-1.00; after speaker she=0.54; after speaker the=0.28
after speaker they=-0.31; after starts False=-1.01; after starts True=0.45; after stop False quotes 0=0.99
after stop False quotes 1=0.55; after stop True quotes 0=-0.78; after stop True quotes 1=-0.88
after stop True quotes 2=-0.38; after strong=0.58; after subject=0.58; after that False=-0.54; after weak=-0.76
bare-paragraph ! sentence=0.66; bare-paragraph 1-2=-0.15; bare-paragraph 13+=0.20; bare-paragraph away 1=0.51
bare-paragraph away 2=-0.46; bare-paragraph from after=0.43; bare-paragraph from bare-paragraph=1.99
bare-paragraph from before=-1.09; bare-paragraph from chain after=-0.41; bare-paragraph from introduced statement=1.01
bare-paragraph from label before=-0.24; bare-paragraph from label inside=-0.61
bare-paragraph from last statement=-0.85; bare-paragraph from previous-paragraph=0.29
bare-paragraph from same-paragraph=0.24; bare-paragraph from subject=-0.70
bare-paragraph introduced False followed False=0.73; bare-paragraph introduced True followed False=-0.67
bare-paragraph none sentence=-0.67; before=-0.08; before ! fragment=0.35; before ! sentence=-0.67
before , fragment=0.85; before , sentence=-1.75; before . fragment=0.95; before . sentence=0.71; before 1-2=0.42
before 13+=-0.93; before 3-5=0.82; before 6-12=-0.41; before clause False=-0.20; before clause True=0.10
before cue gap 0=0.35; before cue gap 1=-0.12; before cue gap 16+=-0.65; before cue gap 4-7=0.36
before followed False=-0.33; before followed True=0.24; before gap 0=-0.14; before gap 16+=-0.64; before gap 2=0.17
before gap 3=0.11; before gap 4-7=0.39; before inverted=-0.92; before joint ,=0.29; before joint -=-0.37
before joint .=0.23; before joint :=0.86; before joint A=0.16; before joint D=0.56; before joint G=-0.44
before joint K=-0.29; before joint N=0.13; before joint O=-0.24; before joint P=-0.27; before joint Q=-0.39
before joint T=-0.40; before joint V=0.23; before joint v=-0.14; before next ) .=-0.08; before next , !=-0.81
before next , ,=-0.53; before next , .=0.51; before next , none=0.40; before next - .=-0.26; before next - none=0.44
before next . .=0.18; before next : ,=0.19; before next : .=0.58; before next : none=0.15; before next A ,=-0.10
before next A .=0.23; before next A none=-1.31; before next D !=-0.39; before next D ,=-0.22; before next D .=-0.20
before next D none=0.11; before next I !=-0.54; before next I ,=0.38; before next I .=0.11; before next I none=-0.22
before next K ,=-0.54; before next K .=0.21; before next N ,=-0.42; before next N .=-0.54; before next N none=-0.15
before next O ,=0.56; before next O .=0.78; before next P !=-0.19; before next P .=0.85; before next P none=0.41
before next Q !=0.33; before next Q .=-0.10; before next Q none=-0.52; before next T ,=-0.29; before next T .=-0.30
before next T none=0.14; before next W none=-0.11; before next k !=0.83; before next k ,=-0.22; before next k .=0.13
before next k none=-0.10; before next n !=0.43; before next n ,=0.36; before next n .=-0.41; before next n none=0.26
before none fragment=0.15; before none sentence=-0.67; before noun=0.12; before plain=-0.27; before rivals 0=0.56
before rivals 1=0.17; before rivals 2=-0.83; before shared=-0.39; before speaker he=0.98; before speaker he'd=-0.20
before speaker he's=0.10; before speaker i=-0.19; before speaker it=0.66; before speaker name=0.97
before speaker noun=-1.33; before speaker she=0.19; before speaker the=-1.49; before speaker they=0.29
before starts False=-0.36; before starts True=0.23; before stop False quotes 0=1.87; before stop False quotes 1=0.55
before stop False quotes 2=0.15; before stop True quotes 0=-1.07; before stop True quotes 1=-1.19
before stop True quotes 2=-0.42; before strong=0.99; before subject=1.10; before that False=-0.74
before that True=0.64; before weak=-0.81; chain=-2.51; continued=0.53; continued followed False=-0.21
continued followed True=0.74; continued from bare-paragraph=1.16; continued from before=-0.18
continued from chain after=-0.28; continued from introduced statement=0.16; continued from label inside=-0.21
continued from next statement=-0.19; introduced statement=0.32; introduced statement ! sentence=-0.21
introduced statement . sentence=0.70; introduced statement 13+=0.29; introduced statement 3-5=-0.13
introduced statement 6-12=0.16; introduced statement bare False False=-0.20; introduced statement bare True False=0.52
introduced statement ends :=0.32; introduced statement from end 1=0.52; introduced statement from end 2=-0.56
introduced statement from end 3=-0.13; introduced statement from end 4-7=0.08; introduced statement from end 8-15=0.41
introduced statement none sentence=-0.10; introduced statement quoted False=0.28; introduced statement speaker he=0.11
introduced statement speaker it=-0.60; introduced statement speaker name=0.77
introduced statement statements False=0.74; introduced statement statements True=-0.41
introduced statement strong=0.53; introduced statement subject=0.16; introduced statement weak=-0.23
introduced subject . sentence=0.31; introduced subject bare False False=-0.13; introduced subject from end 16+=-0.14
introduced subject from end 4-7=0.14; introduced subject from end 8-15=-0.08; introduced subject none sentence=-0.24
introduced subject speaker name=0.59; introduced subject speaker the=-0.57; introduced subject statements True=-0.12
label after=-0.15; label after 1-2=-0.09; label after clause False=-0.10; label after followed False=-0.15
label after joint n=-0.09; label after label=-0.15; label after none sentence=-0.12; label after plain=-0.15
label after rivals 0=-0.13; label after speaker name=-0.12; label after starts False=-0.15
label after that False=-0.15; label before=0.45; label before , fragment=-0.09; label before , sentence=-0.36
label before . fragment=0.18; label before 1-2=0.46; label before 13+=-0.30; label before 3-5=-0.33
label before 6-12=0.62; label before clause False=0.09; label before clause True=0.36; label before cue gap 0=0.32
label before cue gap 1=0.45; label before cue gap 16+=-0.88; label before cue gap 2=0.33; label before cue gap 3=0.17
label before followed False=0.52; label before gap 0=0.32; label before gap 1=0.45; label before gap 16+=-0.88
label before gap 2=0.33; label before gap 3=0.17; label before joint ,=0.23; label before joint :=-0.21
label before joint A=0.16; label before joint I=-0.13; label before joint N=-0.10; label before joint O=0.26
label before joint Q=0.10; label before joint V=-0.09; label before joint n=0.25; label before label=0.45
label before next N ,=-0.45; label before next N .=-0.09; label before next N none=0.35; label before next O .=0.09
label before next Q .=0.14; label before next Q none=0.18; label before none sentence=0.72; label before plain=0.45
label before rivals 0=0.95; label before rivals 1=-0.44; label before speaker name=0.52
label before starts False=0.45; label before stop False quotes 0=0.37; label before stop False quotes 1=0.15
label before that False=0.45; last statement=-0.35; last statement ! sentence=0.27; last statement . sentence=0.08
last statement 1-2=-0.27; last statement 13+=0.11; last statement 3-5=-0.24; last statement bare False False=-1.16
last statement bare True False=0.80; last statement ends )=-0.27; last statement ends .=-0.29
last statement ends Q=0.23; last statement from end 16+=-0.53; last statement from end 2=0.42
last statement from end 3=0.33; last statement from end 4-7=-1.00; last statement from end 8-15=0.45
last statement inverted=-0.18; last statement label=0.08; last statement none fragment=-0.17
last statement none sentence=-0.47; last statement plain=-0.49; last statement quoted False=-0.79
last statement quoted True=0.44; last statement shared=-0.16; last statement speaker he=-0.29
last statement speaker name=0.90; last statement speaker noun=-0.48; last statement speaker the=-0.23
last statement speaker they=-0.16; last statement statements False=-0.35; last statement strong=0.17
last subject=-0.42; last subject ! sentence=-0.20; last subject , sentence=-0.09; last subject . fragment=-0.17
last subject . sentence=0.47; last subject 1-2=-0.12; last subject 13+=0.28; last subject 3-5=-0.22
last subject 6-12=-0.36; last subject bare False False=-0.93; last subject bare True False=0.51
last subject ends .=-0.13; last subject ends Q=-0.24; last subject from end 3=-0.10; last subject from end 4-7=-0.12
last subject from end 8-15=-0.12; last subject none=-0.42; last subject none fragment=-0.14
last subject none sentence=-0.29; last subject quoted False=0.23; last subject quoted True=-0.65
last subject speaker he=-0.29; last subject speaker name=0.66; last subject speaker noun=-0.26
last subject speaker the=-0.13; last subject speaker they=-0.37; last subject statements False=-0.42
last subject subject=-0.42; next statement=-0.32; next statement ! sentence=-0.13; next statement . sentence=0.16
next statement 1-2=-0.08; next statement 3-5=-0.15; next statement 6-12=-0.12; next statement bare False False=-0.69
next statement bare True False=0.37; next statement ends )=-0.08; next statement ends .=-0.17
next statement from end 1=1.49; next statement from end 16+=-0.39; next statement from end 2=-0.30
next statement from end 3=-0.13; next statement from end 4-7=-0.14; next statement from end 8-15=-0.86
next statement inverted=-0.08; next statement label=-0.13; next statement none fragment=-0.16
next statement none sentence=-0.15; next statement plain=-0.46; next statement quoted False=-0.16
next statement quoted True=-0.16; next statement shared=-0.17; next statement speaker he=-0.55
next statement speaker i=1.01; next statement speaker name=-0.30; next statement speaker the=-0.41
next statement statements False=-0.32; next statement strong=0.68; next statement subject=0.08
next statement weak=-0.54; nobody=0.48; nobody 1-2=0.60; nobody 13+=-0.36; nobody 3-5=0.66; nobody 6-12=-0.35
nobody bare False=0.27; nobody bare True=0.40; nobody fragment !=-0.61; nobody fragment .=-0.39
nobody fragment none=-0.35; nobody joint (=-0.66; nobody joint ,=-0.40; nobody joint -=0.26; nobody joint .=-1.01
nobody joint D=0.48; nobody joint G=-0.21; nobody joint I=0.36; nobody joint K=0.82; nobody joint O=1.04
nobody joint P=-0.29; nobody joint Q=-0.13; nobody joint T=0.43; nobody joint ^=-1.38; nobody joint k=0.42
nobody joint n=0.38; nobody joint v=0.39; nobody named False=0.42; nobody resumed False=-0.24
nobody resumed True=0.89; nobody sentence .=0.46; nobody sentence none=1.53; nobody statements False=0.59
previous-paragraph=-0.51; previous-paragraph ! sentence=0.56; previous-paragraph , fragment=-0.10
previous-paragraph , sentence=-0.08; previous-paragraph . fragment=-0.18; previous-paragraph . sentence=-0.31
previous-paragraph 1-2=-0.20; previous-paragraph 13+=-0.29; previous-paragraph 3-5=-0.26; previous-paragraph 6-12=0.24
previous-paragraph away 2=-0.56; previous-paragraph from after=-0.88; previous-paragraph from before=-1.12
previous-paragraph from introduced statement=0.99; previous-paragraph from label before=-0.17
previous-paragraph from label inside=1.28; previous-paragraph from last statement=-0.14
previous-paragraph from same-paragraph=-0.19; previous-paragraph from subject=-0.24
previous-paragraph gap 0 stop False=-0.19; previous-paragraph gap 16+ stop False=-0.36
previous-paragraph gap 16+ stop True=-0.24; previous-paragraph gap 3 stop False=-0.11
previous-paragraph gap 4-7 stop False=0.71; previous-paragraph gap 8-15 stop False=-0.20
previous-paragraph introduced False followed False=-0.54; previous-paragraph none fragment=-0.24
previous-paragraph none sentence=-0.14; previous-paragraph starts False=-0.25; previous-paragraph starts True=-0.26
previous-paragraph statements False=0.26; previous-paragraph statements True=-0.77; same-paragraph=0.15
same-paragraph ! sentence=0.21; same-paragraph , fragment=-0.45; same-paragraph , sentence=-0.85
same-paragraph . sentence=0.70; same-paragraph 1-2=-0.44; same-paragraph 13+=0.90; same-paragraph 3-5=-0.20
same-paragraph 6-12=-0.11; same-paragraph away 0=0.15; same-paragraph from according after=0.53
same-paragraph from after=1.13; same-paragraph from before=-0.66; same-paragraph from same-paragraph=-1.17
same-paragraph from subject=0.32; same-paragraph gap 16+ stop True=-0.97; same-paragraph gap 2 stop False=0.19
same-paragraph gap 3 stop False=0.30; same-paragraph gap 3 stop True=0.46; same-paragraph gap 4-7 stop False=-0.37
same-paragraph gap 4-7 stop True=0.77; same-paragraph gap 8-15 stop False=-0.39
same-paragraph gap 8-15 stop True=0.19; same-paragraph introduced False followed False=0.51
same-paragraph introduced False followed True=-0.36; same-paragraph none fragment=0.55
same-paragraph starts False=-0.31; same-paragraph starts True=0.47; same-paragraph statements False=-0.13
same-paragraph statements True=0.29; subject ! fragment=0.27; subject ! sentence=-0.65; subject , fragment=-0.40
subject , sentence=-0.36; subject . fragment=0.28; subject . sentence=0.57; subject 1-2=0.36; subject 13+=0.12
subject 3-5=-0.63; subject 6-12=0.13; subject followed False=0.79; subject followed True=-0.81; subject gap 0=-0.22
subject gap 16+=-0.27; subject gap 2=-0.43; subject gap 3=-0.28; subject gap 4-7=0.87; subject gap 8-15=0.32
subject joint (=0.67; subject joint ,=-0.88; subject joint -=0.51; subject joint :=-0.41; subject joint A=-0.58
subject joint D=-0.67; subject joint G=0.70; subject joint I=0.82; subject joint K=-0.58; subject joint N=0.76
subject joint P=0.18; subject joint Q=0.46; subject joint V=-0.84; subject joint k=0.21; subject joint n=-0.20
subject joint v=-0.21; subject none sentence=0.27; subject speaker he=0.26; subject speaker i=-0.27
subject speaker it's=-0.56; subject speaker name=0.60; subject speaker noun=-1.51; subject speaker she=1.64
subject speaker the=0.18; subject speaker they=0.11; subject speaker you=-0.46
"""


def _read() -> dict[str, float]:
    rows = (row.rsplit("=", 1) for line in _TABLE.strip().splitlines() for row in line.split("; "))
    return {feature: float(weight) for feature, weight in rows}


WEIGHTS: dict[str, float] = _read()
"""Feature → weight; a feature that is missing counts nothing."""
