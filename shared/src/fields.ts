import { z } from 'zod'

const VERSION_AT = 14

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

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** A time zone by its IANA name. No bare offsets: Postgres reads their sign the other way round. */
export const zoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]/)
  .refine(isZone, 'no time zone that is known here')
