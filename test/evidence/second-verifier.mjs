// A verifier of exports written from docs/evidence.md alone. It imports nothing of the program on purpose: where the two
// disagree, the page is wrong or one of them is.
import { createHash } from 'node:crypto'

const sha256 = (text) => createHash('sha256').update(Buffer.from(text, 'utf8')).digest('hex')
const zeros = '0'.repeat(64)

function canonical(value) {
  if (value === null) return 'null'
  switch (typeof value) {
    case 'boolean':
    case 'number':
      return String(value === 0 ? 0 : value)
    case 'string':
      return quoted(value)
    default:
      if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
      return `{${Object.keys(value)
        .sort(byCodeUnits)
        .map((key) => `${quoted(key)}:${canonical(value[key])}`)
        .join(',')}}`
  }
}

function byCodeUnits(a, b) {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    if (a.charCodeAt(at) !== b.charCodeAt(at)) return a.charCodeAt(at) - b.charCodeAt(at)
  }
  return a.length - b.length
}

const short = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' }

function quoted(text) {
  let out = '"'
  for (const character of text) {
    const code = character.codePointAt(0)
    const isLoneHalf = code >= 0xd800 && code <= 0xdfff
    if (short[character]) out += short[character]
    else if (code < 0x20 || isLoneHalf) out += `\\u${code.toString(16).padStart(4, '0')}`
    else out += character
  }
  return `${out}"`
}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value) => typeof value === 'string'
const isWhole = (value) => Number.isSafeInteger(value)
const has = (object, key) => Object.hasOwn(object, key)
const get = (object, key) => (isObject(object) && has(object, key) ? object[key] : undefined)
const isExactly = (value, needed, optional = []) =>
  isObject(value) &&
  needed.every((key) => has(value, key)) &&
  Object.keys(value).every((key) => needed.includes(key) || optional.includes(key))

function isEntry(entry) {
  return (
    isExactly(entry, ['at', 'kind', 'by', 'details'], ['slackTs', 'policy', 'code']) &&
    isText(entry.at) &&
    isText(entry.kind) &&
    (entry.by === null || isObject(entry.by)) &&
    isObject(entry.details) &&
    ['slackTs', 'policy', 'code'].every((key) => !has(entry, key) || isText(entry[key]))
  )
}

function isNumberedEntry(one) {
  return (
    isExactly(one, ['sequence', 'hash', 'entry']) && isWhole(one.sequence) && isText(one.hash) && isEntry(one.entry)
  )
}

function isHeader(header) {
  if (!isExactly(header, ['entity', 'scope', 'made', 'retention'])) return false
  const { entity, scope, made, retention } = header
  const isPeriod = (one) => isExactly(one, ['id', 'name']) && (one.id === null || isText(one.id)) && isText(one.name)
  const isScope =
    (isExactly(scope, ['kind', 'periods']) && scope.kind === 'period') ||
    (isExactly(scope, ['kind', 'fiscalYear', 'periods']) && scope.kind === 'fiscal-year' && isWhole(scope.fiscalYear))
  return (
    isExactly(entity, ['key', 'name']) &&
    isText(entity.key) &&
    isText(entity.name) &&
    isScope &&
    Array.isArray(scope.periods) &&
    scope.periods.every(isPeriod) &&
    isExactly(made, ['at', 'by', 'program']) &&
    isText(made.at) &&
    isText(made.program) &&
    isExactly(made.by, ['id', 'name']) &&
    isText(made.by.id) &&
    isText(made.by.name) &&
    isExactly(retention, ['years', 'until']) &&
    isWhole(retention.years) &&
    (retention.until === null || isText(retention.until))
  )
}

function isLine(line) {
  return (
    isExactly(line, ['number', 'reference', 'hash', 'entry']) &&
    isWhole(line.number) &&
    isText(line.reference) &&
    isText(line.hash) &&
    isEntry(line.entry)
  )
}

function isRecord(record) {
  if (!isExactly(record, ['number', 'reference', 'subject', 'state', 'head', 'entries', 'later'])) return false
  const { subject } = record
  const isSubject =
    (isExactly(subject, ['kind', 'action', 'period']) && subject.kind === 'request') ||
    (isExactly(subject, ['kind', 'about', 'periodId']) && subject.kind === 'filing')
  return (
    isWhole(record.number) &&
    isText(record.reference) &&
    isSubject &&
    ['sealed', 'not sealed', 'filed'].includes(record.state) &&
    (record.head === null || isText(record.head)) &&
    [record.entries, record.later].every((list) => Array.isArray(list) && list.every(isNumberedEntry))
  )
}

function isLaidOut(file) {
  return (
    isExactly(file, ['format', 'version', 'header', 'register', 'records', 'policies', 'digest']) &&
    file.format === 'closing-bell-evidence' &&
    file.version === 1 &&
    isText(file.digest) &&
    isHeader(file.header) &&
    [file.register, file.records, file.policies].every(Array.isArray) &&
    file.register.every(isLine) &&
    file.records.every(isRecord) &&
    file.policies.every((one) => isExactly(one, ['hash', 'text']) && isText(one.hash) && isText(one.text))
  )
}

/** The numbers of what was said in docs/evidence.md under “What a verifier checks” and is not so. */
export function problemsOf(file, { heads = [], digest = null } = {}) {
  if (!isLaidOut(file)) return [1]
  const problems = []
  const must = (isSo, number) => isSo || problems.push(number)
  const { digest: stated, ...others } = file
  must(sha256(canonical(others)) === stated && (digest === null || digest === stated), 2)
  checkRegister(file.register, must)
  checkRecords(file, must)
  for (const record of file.records) checkRecord(record, must)
  checkMissing(file, must)
  checkPolicies(file, must)
  const hashes = file.records.flatMap(({ entries, later }) => [...entries, ...later].map(({ hash }) => hash))
  for (const head of heads) must(hashes.includes(head), 8)
  return problems
}

function checkRegister(register, must) {
  register.forEach(({ number, reference, hash, entry }, index) => {
    const before = index === 0 ? zeros : register[index - 1].hash
    const { request, previousRequest } = entry.details
    must(number === index + 1, 3)
    must(['asked', 'filed'].includes(entry.kind), 3)
    must(request === reference && /^[A-Z][A-Z0-9]*-[0-9]{4,}$/.test(reference), 3)
    must(Number(reference.slice(reference.indexOf('-') + 1)) === number, 3)
    must(previousRequest === before, 3)
    must(hash === sha256(`${before}\n${canonical(entry)}`), 3)
  })
}

function checkRecords({ records, register }, must) {
  records.forEach((record, index) => {
    must(index === 0 || records[index - 1].number < record.number, 4)
    const line = register.find(({ number }) => number === record.number)
    const [first] = record.entries
    must(line && first && line.reference === record.reference, 4)
    must(line && first && line.hash === first.hash && canonical(line.entry) === canonical(first.entry), 4)
  })
}

function checkRecord({ subject, state, head, entries, later }, must) {
  if (entries.length === 0) return
  const { kind, details } = entries[0].entry
  const of = (value) => (value === undefined ? null : value)
  const about =
    kind === 'filed'
      ? { kind: 'filing', about: of(get(details.about, 'kind')), periodId: of(get(details, 'periodId')) }
      : { kind: 'request', action: of(get(details, 'action')), period: of(get(details, 'period')) }
  must(canonical(subject) === canonical(about), 5)
  const outcomes = entries.filter(({ entry }) => entry.kind === 'outcome')
  const is = kind === 'filed' ? 'filed' : outcomes.length > 0 ? 'sealed' : 'not sealed'
  must(state === is, 5)
  must(outcomes.length <= 1 && later.every(({ entry }) => entry.kind !== 'outcome'), 5)
  if (is === 'sealed') must(entries.at(-1).entry.kind === 'outcome' && head === entries.at(-1).hash, 5)
  else must(head === null && later.length === 0, 5)
  let before = details.previousRequest
  ;[...entries, ...later].forEach(({ sequence, hash, entry }, index) => {
    must(sequence === index + 1, 5)
    must(hash === sha256(`${before}\n${canonical(entry)}`), 5)
    before = hash
  })
}

const folded = (text) => text.trim().replace(/\s+/g, ' ').toLowerCase()

function checkMissing({ header, register, records }, must) {
  const { scope } = header
  const entries = records.flatMap((record) => [...record.entries, ...record.later].map(({ entry }) => entry))
  const isId = (id) => isText(id) && scope.periods.some((period) => period.id === id)
  const belongs = ({ kind, details }) => {
    if (kind === 'filed') return ['baseline', 'restore'].includes(get(details.about, 'kind')) || isId(details.periodId)
    if (details.action === 'control-test' && scope.kind === 'fiscal-year') return true
    if (isId(get(details.period, 'id')) || isId(details.neighbourId)) return true
    if (Array.isArray(details.range)) return details.range.some((one) => isId(get(one, 'periodId')))
    if (get(details.period, 'id') !== null) return false
    const name = get(details.period, 'name')
    const isNamed = isText(name) && scope.periods.some((period) => folded(period.name) === folded(name))
    return isNamed || (scope.kind === 'fiscal-year' && get(details.fields, 'fiscalYear') === scope.fiscalYear)
  }
  const policies = policiesNamed(entries)
  const delegations = entries.map(({ details }) => get(get(details.authority, 'delegation'), 'record'))
  const isReferredTo = (number, { kind, details }) => {
    if (kind !== 'filed') return false
    const about = get(details.about, 'kind')
    if (about === 'delegation') return delegations.includes(number)
    return about === 'policy' && policies.has(get(details.about, 'hash'))
  }
  for (const { number, entry } of register) {
    const isThere = records.some((record) => record.number === number)
    must(isThere || !(belongs(entry) || isReferredTo(number, entry)), 6)
  }
}

function policiesNamed(entries) {
  const named = entries.flatMap((entry) => {
    const { about, policy } = entry.details
    const isOfPolicy = entry.kind === 'filed' && get(about, 'kind') === 'policy'
    return [entry.policy, policy, isOfPolicy ? get(about, 'hash') : undefined]
  })
  return new Set(named.filter(isText))
}

function checkPolicies({ policies, records }, must) {
  const entries = records.flatMap((record) => [...record.entries, ...record.later].map(({ entry }) => entry))
  const named = policiesNamed(entries)
  policies.forEach(({ hash, text }, index) => {
    must(index === 0 || policies[index - 1].hash < hash, 7)
    must(sha256(text) === hash, 7)
    must(named.has(hash), 7)
  })
  const isOld = (entry) => entry.kind !== 'filed' && !has(entry, 'policy')
  for (const hash of policiesNamed(entries.filter((entry) => !isOld(entry)))) {
    must(
      policies.some((policy) => policy.hash === hash),
      7,
    )
  }
}
