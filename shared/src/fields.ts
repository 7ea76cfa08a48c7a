import { z } from 'zod'

/** Made by the client before it sends; the same id again returns the first outcome. */
export const commandIdSchema = z.uuid().transform((id) => id.toLowerCase())

/** Printable ASCII without the colon that separates it in the HMAC text. */
export const clientSeedSchema = z.string().regex(/^[\x21-\x39\x3b-\x7e]{1,64}$/)

export const betSchema = z.number().int().min(1).max(1_000_000_000)

export const hex64Schema = z.string().regex(/^[0-9a-f]{64}$/)
