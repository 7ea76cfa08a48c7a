import { z } from 'zod'

const VERSION_AT = 14

/** What a screen shows nothing of. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu
/** What of a text can be read. */
export const seenOf = (text: string): string => text.replace(UNSEEN, '').trim()

/**
 * Made by the client before it sends; the same id again returns the first outcome. Version 8 is the server's own (it
 * derives the ids of what it does by itself): nobody may take one of those beforehand.
 */
export const commandIdSchema = z
  .uuid()
  .refine((id) => id[VERSION_AT] !== '8', 'ids of version 8 are made by the server')
  .transform((id) => id.toLowerCase())

/** Printable ASCII without the colon that separates it in the HMAC text. */
export const clientSeedSchema = z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,64}$/)

export const betSchema = z.number().int().min(1).max(1_000_000_000)

export const hex64Schema = z.string().regex(/^[0-9a-f]{64}$/)

const zones = new Set<string>()

/** The one name that a time zone has, however it is written; undefined: there is none. */
function zoneNamed(name: string): string | undefined {
  if (zones.has(name)) return name
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions()
    zones.add(timeZone)
    return timeZone
  } catch {
    return undefined
  }
}

/**
 * A time zone by its IANA name, read as the one name it has there: of short ones (ACT, BST) Postgres knows others than we do,
 * or none. No bare offsets: Postgres reads their sign the other way round.
 */
export const zoneSchema = z
  .string()
  .max(64)
  .regex(/^(?!SystemV\/)[A-Za-z]/i)
  .refine((name) => zoneNamed(name) !== undefined, 'no time zone that is known here')
  .overwrite((name) => zoneNamed(name) ?? name)
