"""The look of the server's own pages, light or dark as the browser says."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --page: #f6f7f9; --card: #fff; --text: #1c2330; --quiet: #4d5868; --line: #c9d0da;
  --link: #0b57a4; --button: #0b57a4; --on-button: #fff; --alert: #a11515; }
@media (prefers-color-scheme: dark) { :root { --page: #14181f; --card: #1d232c; --text: #e8ecf2; --quiet: #aab5c4;
  --line: #3d4756; --link: #8ec2ff; --button: #8ec2ff; --on-button: #0d1a2b; --alert: #ff9d9d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 44rem; margin: 0 auto; padding: 8vh 1.25rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
ul { margin: .5rem 0; padding: 0; list-style: none; }
ul.points { padding-left: 1.2rem; list-style: disc; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .9rem 1.1rem; margin: .6rem 0; }
.card strong { display: block; }
.quiet { color: var(--quiet); }
[role=alert] { color: var(--alert); }
.row { display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; margin: 1.25rem 0; }
.between { justify-content: space-between; margin-top: 0; }
a.button, button { display: inline-block; border: 1px solid var(--button); border-radius: .4rem; padding: .6rem 1.1rem;
  background: var(--button); color: var(--on-button); font: inherit; font-weight: 600;
  text-decoration: none; cursor: pointer; }
a.second { background: transparent; color: var(--link); }
label, input { display: block; width: 100%; font: inherit; }
input { margin: .3rem 0 1rem; padding: .55rem; color: inherit; background: var(--card); border: 1px solid var(--quiet);
  border-radius: .4rem; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
"""
