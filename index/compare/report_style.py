"""The style sheet of the HTML report: columns on screen and paper, light and dark, narrow and wide.

Refuses colour as the only sign: each class has a glyph in the page itself.
"""

from __future__ import annotations

STYLE = """\
:root {
  color-scheme: light dark;
  --ink: #1b1b1a; --paper: #fdfcf9; --rule: #cfccc4; --dim: #66635c; --mark: #ffe08a;
  --verbatim: #1f6f43; --edited: #8a5a00; --partial: #7a4a9e; --similar: #2c5f94; --unique: #a03030;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8e6e1; --paper: #191918; --rule: #45433e; --dim: #a19d94; --mark: #6b5410;
    --verbatim: #7fd0a2; --edited: #e3b45a; --partial: #cba3ea; --similar: #8fbdec; --unique: #f09a9a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 Georgia, "Times New Roman", serif; }
main, footer { max-width: 110rem; margin: 0 auto; padding: 1rem clamp(0.75rem, 3vw, 2.5rem); }
h1, h2, h3, th, dt, .legend, .note, footer { font-family: system-ui, sans-serif; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 0.75rem; border-bottom: 1px solid var(--rule); }
h3 { font-size: 1rem; margin: 0 0 0.5rem; }
.sources { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 0.75rem; margin: 0; font-size: 0.875rem; }
dt { color: var(--dim); }
dd { margin: 0; overflow-wrap: anywhere; }
.legend span { margin-right: 1.25rem; white-space: nowrap; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 0.4rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--ink); }
.rows { table-layout: fixed; min-width: 36rem; }
.rows td { overflow-wrap: anywhere; border-left: 3px solid transparent; }
.rows th:not(.number) { min-width: 14rem; }
.number { width: 3.5rem; color: var(--dim); font-weight: normal; }
.number a { color: inherit; text-decoration: none; }
tr:target { outline: 2px solid var(--ink); }
.sign { font-family: ui-monospace, monospace; margin-right: 0.25rem; }
td.verbatim { border-left-color: var(--verbatim); } .verbatim b { color: var(--verbatim); }
td.edited { border-left-color: var(--edited); } .edited b { color: var(--edited); }
td.partial { border-left-color: var(--partial); } .partial b { color: var(--partial); }
td.similar { border-left: 3px dotted var(--similar); } .similar b { color: var(--similar); }
td.unique { border-left-color: var(--unique); } .unique b { color: var(--unique); }
td.absent, .speaker, .note { color: var(--dim); }
mark { background: var(--mark); color: inherit; text-decoration: underline; text-underline-offset: 0.15em; }
@media (max-width: 40rem) {
  .rows { min-width: 0; }
  .rows thead { display: none; }
  .rows tr, .rows td, .rows th { display: block; width: auto; }
  .rows td::before { content: attr(data-account) " "; font: bold 0.8rem system-ui, sans-serif; }
  .rows td.absent { display: none; }
}
@media print {
  :root { --ink: #000; --paper: #fff; --rule: #999; --dim: #444; --mark: #eee; }
  body { font-size: 9.5pt; }
  main, footer { max-width: none; padding: 0; }
  tr, article { break-inside: avoid; }
  thead { display: table-header-group; }
  .wide { overflow: visible; }
}
"""
"""The whole style sheet, ready for a ``style`` element."""
