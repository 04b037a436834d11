"""How much each feature of a candidate speaker counts: softmax regression on PolNeAR's training part.

Holds data only; ``tests/gold/fit_speakers.py`` writes this file anew.
"""

from __future__ import annotations

_TABLE = """
according after=0.18; according after ! sentence=0.16; according after , fragment=-0.19
according after , sentence=0.33; according after 1-2=-0.09; according after 13+=-0.13; according after 3-5=0.28
according after 6-12=0.12; according after according=0.18; according after clause False=-0.12
according after clause True=0.31; according after cue gap 0=-0.64; according after cue gap 16+=-0.25
according after cue gap 3=0.27; according after cue gap 4-7=0.52; according after cue gap 8-15=0.30
according after followed False=-0.43; according after followed True=0.61; according after gap 0=-0.64
according after gap 16+=-0.25; according after gap 3=0.27; according after gap 4-7=0.52; according after gap 8-15=0.30
according after joint D=-0.28; according after joint V=0.34; according after joint ^=0.24
according after next T !=0.16; according after next v ,=0.09; according after rivals 0=-0.78
according after rivals 1=1.01; according after speaker name=0.48; according after speaker noun=0.37
according after speaker the=-0.67; according after starts True=0.18; according after stop False quotes 0=0.52
according after stop True quotes 0=-0.24; according after strong=0.18; according after that False=0.18
according before=0.23; according before , sentence=-0.15; according before . fragment=0.31; according before 13+=0.31
according before according=0.23; according before clause True=0.27; according before cue gap 16+=-0.35
according before cue gap 2=0.11; according before cue gap 8-15=0.44; according before followed False=0.29
according before gap 1=0.14; according before gap 16+=-0.35; according before gap 8-15=0.44
according before joint ,=0.12; according before joint .=-0.32; according before joint :=0.13
according before joint D=-0.31; according before joint K=0.58; according before next , .=0.42
according before next . ,=-0.13; according before next . .=-0.15; according before next : .=0.13
according before rivals 0=-0.14; according before rivals 1=0.41; according before speaker name=0.46
according before speaker the=-0.23; according before starts False=0.55; according before starts True=-0.32
according before stop False quotes 0=0.55; according before stop True quotes 0=-0.11
according before stop True quotes 1=-0.19; according before strong=0.23; according before that False=0.23; after=-0.52
after , fragment=0.45; after , sentence=0.26; after . fragment=-0.80; after . sentence=-1.15; after 1-2=-0.41
after 13+=-0.64; after 3-5=0.49; after clause False=-0.13; after clause True=-0.43; after cue gap 0=0.65
after cue gap 1=-0.49; after cue gap 16+=-0.17; after cue gap 2=-0.32; after cue gap 4-7=-0.48
after cue gap 8-15=0.33; after followed False=-0.41; after followed True=-0.15; after gap 0=0.65; after gap 1=-0.49
after gap 16+=-0.17; after gap 2=-0.32; after gap 4-7=-0.48; after gap 8-15=0.33; after joint ,=-0.24
after joint .=0.71; after joint :=0.41; after joint A=0.09; after joint D=0.72; after joint I=-0.52
after joint K=-0.32; after joint N=-0.34; after joint O=-0.90; after joint P=0.38; after joint V=-0.08
after joint ^=-0.27; after joint k=-0.33; after joint n=0.19; after next , !=-0.41; after next , ,=0.15
after next , .=-0.22; after next , none=0.31; after next . !=0.29; after next . ,=0.25; after next . .=0.16
after next . none=1.06; after next : none=0.11; after next A ,=0.33; after next D !=-0.39; after next D ,=-0.41
after next D .=-1.13; after next D none=-0.30; after next G !=0.45; after next G none=-0.10; after next I ,=0.08
after next I .=-0.23; after next K none=-0.08; after next N ,=0.62; after next N none=-0.14; after next O ,=0.09
after next P !=-0.21; after next P ,=-0.19; after next P .=-0.34; after next T ,=0.27; after next T none=0.09
after next V ,=-0.16; after next W ,=0.37; after next k ,=0.08; after next n !=0.10; after next n ,=-1.00
after next n .=-0.15; after next p ,=0.11; after next v none=-0.08; after none fragment=0.41; after none sentence=0.34
after noun=-0.21; after plain=-0.36; after rivals 0=0.90; after rivals 1=-0.96; after rivals 2=-0.50
after shared=-0.88; after speaker he=0.18; after speaker i=-0.26; after speaker noun=-1.01; after speaker she=0.53
after speaker the=0.29; after speaker they=-0.31; after starts False=-1.00; after starts True=0.45
after stop False quotes 0=0.97; after stop False quotes 1=0.56; after stop True quotes 0=-0.78
after stop True quotes 1=-0.88; after stop True quotes 2=-0.38; after strong=0.58; after subject=0.58
after that False=-0.52; after weak=-0.78; bare-paragraph ! sentence=0.69; bare-paragraph 1-2=-0.15
bare-paragraph 6-12=0.17; bare-paragraph away 1=0.37; bare-paragraph away 2=-0.32; bare-paragraph from after=0.46
bare-paragraph from bare-paragraph=1.29; bare-paragraph from before=-1.12; bare-paragraph from chain after=-0.39
bare-paragraph from introduced statement=0.98; bare-paragraph from label before=-0.21
bare-paragraph from label inside=-0.60; bare-paragraph from last statement=-0.30
bare-paragraph from previous-paragraph=0.32; bare-paragraph from same-paragraph=0.21
bare-paragraph from subject=-0.61; bare-paragraph introduced False followed False=0.89
bare-paragraph introduced True followed False=-0.85; bare-paragraph none sentence=-0.70; before ! fragment=0.35
before ! sentence=-0.65; before , fragment=0.86; before , sentence=-1.75; before . fragment=0.94
before . sentence=0.67; before 1-2=0.41; before 13+=-0.95; before 3-5=0.84; before 6-12=-0.39
before clause False=-0.19; before clause True=0.10; before cue gap 0=0.36; before cue gap 1=-0.10
before cue gap 16+=-0.65; before cue gap 2=-0.10; before cue gap 4-7=0.37; before followed False=-0.32
before followed True=0.24; before gap 0=-0.13; before gap 1=0.08; before gap 16+=-0.65; before gap 2=0.12
before gap 3=0.12; before gap 4-7=0.40; before inverted=-0.93; before joint ,=0.25; before joint -=-0.35
before joint .=0.23; before joint :=0.78; before joint A=0.16; before joint D=0.56; before joint G=-0.43
before joint K=-0.31; before joint N=0.17; before joint O=-0.21; before joint P=-0.26; before joint Q=-0.36
before joint T=-0.41; before joint V=0.21; before joint v=-0.14; before next , !=-0.80; before next , ,=-0.52
before next , .=0.67; before next , none=0.40; before next - .=-0.23; before next - none=0.44; before next . .=0.08
before next : ,=0.17; before next : .=0.56; before next : none=0.13; before next A ,=-0.09; before next A none=-1.31
before next D !=-0.37; before next D ,=-0.19; before next D .=-0.17; before next D none=0.10; before next I !=-0.52
before next I ,=0.39; before next I .=0.12; before next I none=-0.21; before next K ,=-0.54; before next K .=0.22
before next N ,=-0.43; before next N .=-0.50; before next N none=-0.14; before next O ,=0.55; before next O .=0.78
before next P !=-0.19; before next P .=0.85; before next P none=0.40; before next Q !=0.34; before next Q none=-0.51
before next T ,=-0.28; before next T .=-0.29; before next T none=0.14; before next W none=-0.11; before next k !=0.84
before next k ,=-0.23; before next k .=0.16; before next k none=-0.10; before next n !=0.41; before next n ,=0.36
before next n .=-0.38; before next n none=0.27; before none fragment=0.17; before none sentence=-0.68
before noun=0.13; before plain=-0.26; before rivals 0=0.57; before rivals 1=0.18; before rivals 2=-0.84
before shared=-0.39; before speaker he=0.99; before speaker he’d=-0.20; before speaker he’s=0.11
before speaker i=-0.21; before speaker it=0.64; before speaker name=0.98; before speaker noun=-1.31
before speaker she=0.20; before speaker the=-1.51; before speaker they=0.28; before starts False=-0.36
before starts True=0.23; before stop False quotes 0=1.84; before stop False quotes 1=0.55
before stop False quotes 2=0.15; before stop True quotes 0=-1.03; before stop True quotes 1=-1.20
before stop True quotes 2=-0.41; before strong=0.98; before subject=1.10; before that False=-0.74
before that True=0.65; before weak=-0.81; chain=-2.55; continued=0.55; continued followed False=-0.17
continued followed True=0.72; continued from bare-paragraph=1.27; continued from before=-0.21
continued from chain after=-0.29; continued from introduced statement=0.12; continued from label inside=-0.25
continued from next statement=-0.18; continued from same-paragraph=0.09; introduced statement=0.32
introduced statement ! sentence=-0.21; introduced statement . sentence=0.70; introduced statement 13+=0.29
introduced statement 3-5=-0.12; introduced statement 6-12=0.16; introduced statement bare False False=-0.19
introduced statement bare True False=0.51; introduced statement ends :=0.32; introduced statement from end 1=0.51
introduced statement from end 2=-0.56; introduced statement from end 3=-0.12; introduced statement from end 4-7=0.08
introduced statement from end 8-15=0.41; introduced statement none sentence=-0.10
introduced statement quoted False=0.28; introduced statement speaker he=0.11; introduced statement speaker it=-0.60
introduced statement speaker name=0.76; introduced statement statements False=0.73
introduced statement statements True=-0.41; introduced statement strong=0.52; introduced statement subject=0.16
introduced statement weak=-0.22; introduced subject . sentence=0.30; introduced subject bare False False=-0.13
introduced subject from end 16+=-0.14; introduced subject from end 4-7=0.14; introduced subject none sentence=-0.23
introduced subject speaker name=0.58; introduced subject speaker the=-0.56; introduced subject statements True=-0.11
label after=-0.15; label after 1-2=-0.09; label after clause False=-0.10; label after followed False=-0.15
label after joint n=-0.09; label after label=-0.15; label after none sentence=-0.12; label after plain=-0.15
label after rivals 0=-0.13; label after speaker name=-0.12; label after starts False=-0.15
label after that False=-0.15; label before=0.45; label before , fragment=-0.10; label before , sentence=-0.36
label before . fragment=0.19; label before 1-2=0.46; label before 13+=-0.27; label before 3-5=-0.32
label before 6-12=0.59; label before clause False=0.08; label before clause True=0.37; label before cue gap 0=0.32
label before cue gap 1=0.45; label before cue gap 16+=-0.89; label before cue gap 2=0.33; label before cue gap 3=0.17
label before followed False=0.52; label before gap 0=0.32; label before gap 1=0.45; label before gap 16+=-0.89
label before gap 2=0.33; label before gap 3=0.17; label before joint ,=0.23; label before joint :=-0.21
label before joint A=0.17; label before joint I=-0.13; label before joint N=-0.11; label before joint O=0.26
label before joint Q=0.10; label before joint V=-0.10; label before joint n=0.25; label before label=0.45
label before next N ,=-0.45; label before next N .=-0.09; label before next N none=0.35; label before next O .=0.09
label before next Q .=0.16; label before next Q none=0.16; label before none sentence=0.71; label before plain=0.45
label before rivals 0=0.96; label before rivals 1=-0.44; label before speaker name=0.52
label before starts False=0.45; label before stop False quotes 0=0.38; label before stop False quotes 1=0.14
label before that False=0.45; last statement=-0.35; last statement ! sentence=0.27; last statement . sentence=0.10
last statement 1-2=-0.27; last statement 13+=0.13; last statement 3-5=-0.25; last statement bare False False=-1.19
last statement bare True False=0.83; last statement ends )=-0.25; last statement ends .=-0.28
last statement ends Q=0.19; last statement from end 16+=-0.51; last statement from end 2=0.41
last statement from end 3=0.32; last statement from end 4-7=-1.04; last statement from end 8-15=0.43
last statement inverted=-0.19; last statement label=0.10; last statement none fragment=-0.17
last statement none sentence=-0.48; last statement plain=-0.47; last statement quoted False=-0.80
last statement quoted True=0.45; last statement shared=-0.19; last statement speaker he=-0.29
last statement speaker it=-0.08; last statement speaker name=0.93; last statement speaker noun=-0.49
last statement speaker the=-0.25; last statement speaker they=-0.17; last statement statements False=-0.35
last statement strong=0.17; last subject=-0.42; last subject ! sentence=-0.20; last subject , sentence=-0.10
last subject . fragment=-0.17; last subject . sentence=0.47; last subject 1-2=-0.12; last subject 13+=0.29
last subject 3-5=-0.22; last subject 6-12=-0.37; last subject bare False False=-0.93
last subject bare True False=0.51; last subject ends .=-0.12; last subject ends Q=-0.25; last subject from end 3=-0.09
last subject from end 4-7=-0.12; last subject from end 8-15=-0.12; last subject none=-0.42
last subject none fragment=-0.14; last subject none sentence=-0.29; last subject quoted False=0.22
last subject quoted True=-0.64; last subject speaker he=-0.29; last subject speaker name=0.66
last subject speaker noun=-0.27; last subject speaker the=-0.13; last subject speaker they=-0.37
last subject statements False=-0.42; last subject subject=-0.42; next statement=-0.33; next statement ! sentence=-0.13
next statement . sentence=0.16; next statement 1-2=-0.08; next statement 3-5=-0.15; next statement 6-12=-0.15
next statement bare False False=-0.68; next statement bare True False=0.35; next statement ends )=-0.08
next statement ends .=-0.13; next statement ends Q=-0.11; next statement from end 1=1.45
next statement from end 16+=-0.33; next statement from end 2=-0.29; next statement from end 3=-0.13
next statement from end 4-7=-0.19; next statement from end 8-15=-0.84; next statement inverted=-0.09
next statement label=-0.13; next statement none fragment=-0.16; next statement none sentence=-0.16
next statement plain=-0.49; next statement quoted False=-0.19; next statement quoted True=-0.15
next statement shared=-0.18; next statement speaker he=-0.46; next statement speaker i=0.95
next statement speaker name=-0.34; next statement speaker the=-0.42; next statement statements False=-0.33
next statement strong=0.69; next statement subject=0.09; next statement weak=-0.54; nobody=0.47; nobody 1-2=0.60
nobody 13+=-0.36; nobody 3-5=0.66; nobody 6-12=-0.37; nobody bare False=0.25; nobody bare True=0.41
nobody fragment !=-0.61; nobody fragment .=-0.40; nobody fragment none=-0.35; nobody joint (=-0.67
nobody joint ,=-0.40; nobody joint -=0.26; nobody joint .=-1.02; nobody joint D=0.47; nobody joint G=-0.20
nobody joint I=0.37; nobody joint K=0.83; nobody joint O=1.05; nobody joint P=-0.29; nobody joint Q=-0.14
nobody joint T=0.44; nobody joint ^=-1.37; nobody joint k=0.45; nobody joint n=0.38; nobody joint v=0.39
nobody named False=0.42; nobody resumed False=-0.19; nobody resumed True=0.77; nobody sentence .=0.45
nobody sentence none=1.52; nobody statements False=0.54; previous-paragraph=-0.51; previous-paragraph ! sentence=0.56
previous-paragraph , fragment=-0.10; previous-paragraph , sentence=-0.08; previous-paragraph . fragment=-0.18
previous-paragraph . sentence=-0.31; previous-paragraph 1-2=-0.21; previous-paragraph 13+=-0.28
previous-paragraph 3-5=-0.26; previous-paragraph 6-12=0.23; previous-paragraph away 2=-0.56
previous-paragraph from after=-0.87; previous-paragraph from before=-1.12
previous-paragraph from introduced statement=0.99; previous-paragraph from label before=-0.17
previous-paragraph from label inside=1.28; previous-paragraph from last statement=-0.14
previous-paragraph from same-paragraph=-0.17; previous-paragraph from subject=-0.25
previous-paragraph gap 0 stop False=-0.20; previous-paragraph gap 16+ stop False=-0.35
previous-paragraph gap 16+ stop True=-0.24; previous-paragraph gap 3 stop False=-0.11
previous-paragraph gap 4-7 stop False=0.71; previous-paragraph gap 8-15 stop False=-0.19
previous-paragraph introduced False followed False=-0.55; previous-paragraph none fragment=-0.24
previous-paragraph none sentence=-0.16; previous-paragraph starts False=-0.24; previous-paragraph starts True=-0.27
previous-paragraph statements False=0.25; previous-paragraph statements True=-0.76; same-paragraph=0.17
same-paragraph ! sentence=0.17; same-paragraph , fragment=-0.50; same-paragraph , sentence=-0.87
same-paragraph . sentence=0.69; same-paragraph 1-2=-0.45; same-paragraph 13+=0.89; same-paragraph 3-5=-0.22
same-paragraph away 0=0.17; same-paragraph from according after=0.50; same-paragraph from after=1.10
same-paragraph from before=-0.67; same-paragraph from same-paragraph=-1.17; same-paragraph from subject=0.41
same-paragraph gap 1 stop False=-0.11; same-paragraph gap 16+ stop True=-1.04; same-paragraph gap 2 stop False=0.14
same-paragraph gap 3 stop False=0.31; same-paragraph gap 3 stop True=0.25; same-paragraph gap 4-7 stop False=-0.20
same-paragraph gap 4-7 stop True=1.04; same-paragraph gap 8-15 stop False=-0.44
same-paragraph gap 8-15 stop True=0.15; same-paragraph introduced False followed False=0.54
same-paragraph introduced False followed True=-0.37; same-paragraph none fragment=0.55
same-paragraph none sentence=0.19; same-paragraph starts False=-0.31; same-paragraph starts True=0.48
same-paragraph statements False=-0.16; same-paragraph statements True=0.32; subject ! fragment=0.27
subject ! sentence=-0.64; subject , fragment=-0.38; subject , sentence=-0.37; subject . fragment=0.30
subject . sentence=0.61; subject 1-2=0.38; subject 13+=0.18; subject 3-5=-0.63; subject followed False=0.80
subject followed True=-0.81; subject gap 0=-0.23; subject gap 16+=-0.33; subject gap 2=-0.41; subject gap 3=-0.27
subject gap 4-7=0.91; subject gap 8-15=0.27; subject joint (=0.68; subject joint ,=-0.89; subject joint -=0.49
subject joint :=-0.32; subject joint A=-0.50; subject joint D=-0.70; subject joint G=0.69; subject joint I=0.80
subject joint K=-0.53; subject joint N=0.65; subject joint P=0.17; subject joint Q=0.43; subject joint V=-0.82
subject joint k=0.18; subject joint n=-0.16; subject joint v=-0.21; subject none sentence=0.21
subject speaker he=0.21; subject speaker i=-0.27; subject speaker it’s=-0.56; subject speaker name=0.67
subject speaker noun=-1.52; subject speaker she=1.61; subject speaker the=0.20; subject speaker they=0.12
subject speaker you=-0.45
"""


def _read() -> dict[str, float]:
    rows = (row.rsplit("=", 1) for line in _TABLE.strip().splitlines() for row in line.split("; "))
    return {feature: float(weight) for feature, weight in rows}


WEIGHTS: dict[str, float] = _read()
"""Feature → weight; a feature that is missing counts nothing."""
