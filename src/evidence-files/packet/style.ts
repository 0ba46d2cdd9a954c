/** On paper each page says which of how many it is. */
export const style = `
@page { size: A4; margin: 16mm 14mm 18mm; @bottom-left { content: "Closing Bell evidence"; font: 8pt sans-serif; color: #555; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt sans-serif; color: #555; } }
* { box-sizing: border-box; }
body { font: 10.5pt/1.45 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; color: #1a1a1a; background: #fff; max-width: 210mm; margin: 0 auto; padding: 12mm; }
h1 { font-size: 20pt; line-height: 1.2; margin: 0 0 2mm; }
h2 { font-size: 13.5pt; margin: 9mm 0 3mm; padding-bottom: 1mm; border-bottom: 1.5pt solid #1a1a1a; break-after: avoid; }
h3 { font-size: 11pt; margin: 5mm 0 2mm; break-after: avoid; }
p { margin: 0 0 2.5mm; }
.lead { font-size: 11.5pt; color: #333; margin-bottom: 5mm; }
dl { margin: 0 0 3mm; }
dl div { display: flex; gap: 4mm; padding: .8mm 0; border-bottom: .5pt solid #ddd; }
dt { flex: 0 0 42mm; color: #555; }
dd { margin: 0; flex: 1; min-width: 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 0 0 4mm; font-size: 9pt; }
th { text-align: left; color: #555; font-weight: 600; border-bottom: 1pt solid #1a1a1a; padding: 1mm 2mm 1mm 0; vertical-align: bottom; }
td { padding: 1.2mm 2mm 1.2mm 0; border-bottom: .5pt solid #ddd; vertical-align: top; overflow-wrap: anywhere; }
tr, .approval { break-inside: avoid; }
thead { display: table-header-group; }
.timeline th:nth-child(1) { width: 7mm; } .timeline th:nth-child(2) { width: 24mm; } .timeline th:nth-child(3) { width: 38mm; }
.summary th:nth-child(1) { width: 20mm; } .summary th:nth-child(2) { width: 48mm; } .summary th:nth-child(4) { width: 42mm; }
.heads th:nth-child(1), .policies th:nth-child(1) { width: 24mm; }
.approval { border-left: 2pt solid #1a1a1a; padding-left: 4mm; margin: 0 0 4mm; }
.hash { font: 8.5pt/1.4 Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
pre { font: 8pt/1.4 Consolas, "Liberation Mono", monospace; white-space: pre-wrap; overflow-wrap: anywhere; background: #f5f5f5; padding: 2mm 3mm; margin: 0 0 4mm; }
pre.small { font-size: 6.5pt; line-height: 1.25; padding: 1mm 2mm; margin-bottom: 2mm; }
.muted { color: #555; }
@media print { body { padding: 0; max-width: none; } .record { break-before: page; } }
`
