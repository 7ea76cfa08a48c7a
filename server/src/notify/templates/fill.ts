/** Values by the names of their variables. */
export type Values = Readonly<Record<string, string | number>>

const VARIABLE = /\{\{\s*([a-zA-Z][a-zA-Z0-9]*)\s*\}\}/g

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text as it stands in HTML, between tags or within an attribute's quotes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? '')

/** A message asks for a value that nobody gave: it can never be sent. */
export class MissingValue extends Error {
  override readonly name = 'MissingValue'
}

/** The variables that a text names, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name ?? '')),
]

/** Braces that look like a variable and are none: `{{ 1 }}`, `{{name`. */
export const hasStrayBraces = (text: string): boolean => /\{\{|\}\}/.test(text.replace(VARIABLE, ''))

function fill(text: string, values: Values, worded: (value: string) => string): string {
  return text.replace(VARIABLE, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new MissingValue(`no value for ${name}`)
    return worded(String(value))
  })
}

/** A text with its variables filled. Throws MissingValue. */
export const fillText = (text: string, values: Values): string => fill(text, values, (value) => value)

/** HTML with its variables filled, every value escaped. Throws MissingValue. */
export const fillHtml = (html: string, values: Values): string => fill(html, values, escapeHtml)
