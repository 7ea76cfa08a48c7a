import { z } from 'zod'

const eventId = z.string().regex(/^[1-9][0-9]*-[1-9][0-9]*$/)

/** What every accepted command answers with besides its own fields. */
export const acceptedFields = {
  commandId: z.uuid(),
  /** Names the journaled event: user id and sequence number. */
  eventId,
  /** When it was decided, in ms since the epoch, UTC. */
  occurredAtMs: z.number().int(),
}
