import { COMPARISONS, type Comparison, type Condition, condition, FACT_NAMES, type Fact } from './rule.ts'

/** A condition as it is written: `spent90 >= 500000 or (vipLevel >= 1 and not daysSincePurchase is unknown)`. */
export function writeCondition(when: Condition, isPart = false): string {
  const group = (parts: readonly Condition[], word: string) => {
    const text = parts.map((part) => writeCondition(part, true)).join(` ${word} `)
    return isPart || parts.length === 1 ? `(${text})` : text
  }
  if ('all' in when) return group(when.all, 'and')
  if ('any' in when) return group(when.any, 'or')
  if ('not' in when) return `not ${writeCondition(when.not, true)}`
  return 'value' in when ? `${when.fact} ${when.is} ${when.value}` : `${when.fact} is ${when.is}`
}

const TOKEN = /\s*(<=|>=|[<>=()]|-?\d+|[A-Za-z]\w*)/y

function tokensOf(text: string): string[] | null {
  const tokens: string[] = []
  const pattern = new RegExp(TOKEN)
  while (pattern.lastIndex < text.trimEnd().length) {
    const found = pattern.exec(text)
    if (found?.[1] === undefined) return null
    tokens.push(found[1])
  }
  return tokens
}

/** What cannot be read; it is caught where the reading began. */
class Unread extends Error {}

/** Reads one text, from left to right. */
class Reader {
  private readonly tokens: readonly string[]
  private at = 0

  constructor(tokens: readonly string[]) {
    this.tokens = tokens
  }

  whole(): Condition {
    const read = this.either()
    if (this.at < this.tokens.length) throw new Unread()
    return read
  }

  private take(): string {
    const token = this.tokens[this.at++]
    if (token === undefined) throw new Unread()
    return token
  }

  private skip(word: string): boolean {
    if (this.tokens[this.at] !== word) return false
    this.at++
    return true
  }

  private either(): Condition {
    const parts = [this.together()]
    while (this.skip('or')) parts.push(this.together())
    return parts.length === 1 && parts[0] ? parts[0] : { any: parts }
  }

  private together(): Condition {
    const parts = [this.single()]
    while (this.skip('and')) parts.push(this.single())
    return parts.length === 1 && parts[0] ? parts[0] : { all: parts }
  }

  private single(): Condition {
    if (this.skip('not')) return { not: this.single() }
    if (this.skip('(')) {
      const inner = this.either()
      if (!this.skip(')')) throw new Unread()
      return inner
    }
    const fact = this.take()
    if (!FACT_NAMES.some((name) => name === fact)) throw new Unread()
    return this.compared(fact as Fact)
  }

  private compared(fact: Fact): Condition {
    const is = this.take()
    if (is === 'is') {
      const word = this.take()
      if (word !== 'known' && word !== 'unknown') throw new Unread()
      return { fact, is: word }
    }
    if (!COMPARISONS.some((each) => each === is)) throw new Unread()
    const value = Number(this.take())
    if (!Number.isSafeInteger(value)) throw new Unread()
    return { fact, is: is as Comparison, value }
  }
}

/** Reads what `writeCondition` writes; null: it is no condition. */
export function readCondition(text: string): Condition | null {
  const tokens = text.length > 4_000 ? null : tokensOf(text)
  if (tokens === null) return null
  try {
    const parsed = condition.safeParse(new Reader(tokens).whole())
    return parsed.success ? parsed.data : null
  } catch (error) {
    if (error instanceof Unread) return null
    throw error
  }
}
