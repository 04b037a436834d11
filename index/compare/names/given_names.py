"""Given names: which are spellings or short forms of one, and which tell a man from a woman.

Holds data only; refuses to look at any text.
"""

from __future__ import annotations

_NICKNAMES = """
anthony antony tony|joseph joe joey|william bill will billy|michael mike mick|donald don|robert bob bobby rob|
richard dick rick|james jim jimmy|john jack johnny jon|thomas tom|charles chuck charlie|edward ed ted|
david dave|daniel dan danny|benjamin ben bibi|timothy tim|steven steve stephen|christopher chris|gregory greg|
jeffrey jeff geoffrey|kenneth ken|lawrence larry|matthew matt|nicholas nick|patrick pat|peter pete|
ronald ron|samuel sam|theodore teddy|andrew andy|elizabeth liz beth|katherine kate kathy catherine|
margaret maggie|susan sue|deborah debbie|jennifer jen jenny|alexander alex|sergei sergey|vladimir|
bernard bernie|nathaniel nate|philip phil phillip|raymond ray|mitchell mitch|randall rand randy
"""
NICKNAMES: dict[str, str] = {
    short: row.split()[0] for row in _NICKNAMES.replace("\n", "").split("|") for short in row.split()
}
"""Given names that are spellings or short forms of one, each to the first of its row."""

_MEN = """
aaron abdul abraham adam adrian ahmad ahmed alan albert alberto alejandro alexander alexei alfred ali allen andreas
andrei andrew angelo anthony antonio antony arthur barack ben benjamin bernard bernie bill bob boris brad brandon
brent brett brian bruce carl carlos chad charles charlie chris christopher chuck clarence colin craig dan daniel
darren dave david dean dennis derek diego dick dmitri dmitry don donald doug douglas dwight earl ed eddie edward
edwin emmanuel enrique eric erik ernest eugene felix fernando francisco francois frank franklin fred frederick gary
gene geoffrey george gerald gerhard glenn gordon greg gregory guy hamid hans harold harry hassan hector henry
herbert howard hugh hugo hussein ian ibrahim igor isaac ivan jack jacob jacques jaime jake james jason javier jay
jean-claude jeff jeffrey jeremy jerome jerry jesse jesus jim jimmy joe joel john johnny jon jonathan jorge jose
joseph josh joshua juan julio justin karl keith ken kenneth kevin khalid kyle larry lawrence leo leon leonard leonid
lloyd louis luis luke manuel marc marco marcus mario mark martin marvin matt matthew mauricio max michael miguel
mike mikhail milton mitch mitt mohamed mohammad mohammed muhammad nathan neil nelson newt nicholas nicolas nigel
nikolai norman oleg oliver omar oscar otto pablo patrick paul pedro pete peter phil philip pierre rafael rahm ralph
ramon rand randy raul ray raymond recep reince ricardo richard rick rob robert roberto rodrigo roger roland ron
ronald ross roy rudy rupert russell ryan salman sam samuel scott sean sergei sergey sergio seth shinzo simon stanley
stefan stephen steve steven stuart ted terry theodore thomas tim timothy todd tom tommy tony trevor tyler vernon
victor viktor vincent vladimir volodymyr walter warren wayne werner wesley william wolfgang xavier yasser yuri
zachary
"""
MEN: frozenset[str] = frozenset(_MEN.split())
"""Given names that are nearly always a man's."""

_WOMEN = """
abigail agnes alexandra alice alicia alison allison amanda amber amy ana andrea angela anita ann anna anne annette
april audrey barbara beatrice becky beth betsy betty beverly bonnie brenda bridget camilla carla carly carmen carol
caroline carolyn catherine cathy cecilia charlotte cheryl christina christine cindy claire clara claudia colleen
condoleezza connie cristina cynthia daisy dana danielle deborah debra denise diana diane dolores donna doris dorothy
edith elaine eleanor elena elisabeth elizabeth ellen emily emma erica erin esther eva evelyn fatima fiona florence
frances gabriela gail gina gloria grace hannah heather heidi helen helena hillary hilary holly ingrid irene isabel
ivanka jacqueline jane janet janice jean jeanne jennifer jenny jessica jill joan joanna jodi josephine joyce judith
judy julia julie june kamala karen karin kate katherine kathleen kathryn kathy katie kayla kellyanne kelly kim
kimberly kirsten kristen kristin laura lauren leila leslie linda lisa lori louise lucia lucy lydia madeleine
margaret maria marianne marie marilyn marine marjorie martha mary maureen megan melania melanie melissa mercedes mia
michele michelle mildred miriam molly monica nancy naomi natalia natalie nicola nicole nikki nina nora olga olivia
pamela patricia paula pauline peggy penelope penny phyllis rachel rebecca renee rita roberta rosa rose rosemary ruth
sally samantha sandra sara sarah shannon sharon sheila shirley silvia sofia sonia sophia sophie stacy stella
stephanie sue susan susanna suzanne sylvia tamara tammy tanya teresa theresa tiffany tina tracy ursula valerie
vanessa vera veronica victoria virginia vivian wendy yolanda yvonne zoe
"""
WOMEN: frozenset[str] = frozenset(_WOMEN.split())
"""Given names that are nearly always a woman's."""
