import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { itemFieldsSchema, itemIdSchema, itemKindSchema } from '../items/item.ts'
import { inventoryUsedSchema } from '../rewards/outcomes.ts'
import { isoTimeSchema, pagingSchema } from './common.ts'

/** What everybody may know of an item, in both languages. */
export const catalogueItemSchema = z
  .object({ id: z.string(), ...itemFieldsSchema.omit({ active: true }).shape })
  .meta({ id: 'CatalogueItem' })
export type CatalogueItem = z.infer<typeof catalogueItemSchema>
export const catalogueReply = z.object({ items: z.array(catalogueItemSchema) })
export type CatalogueReply = z.infer<typeof catalogueReply>

export const adminItemSchema = z
  .object({
    id: z.string(),
    ...itemFieldsSchema.shape,
    version: z.number().int(),
    createdAt: isoTimeSchema,
    updatedAt: isoTimeSchema,
  })
  .meta({ id: 'AdminItem' })
export type AdminItem = z.infer<typeof adminItemSchema>
export const ITEM_SORTS = ['id', 'kind', 'updatedAt'] as const
export const adminItemsQuery = pagingSchema.extend({
  sort: z.enum(ITEM_SORTS).default('id'),
  kind: itemKindSchema.optional(),
  active: z.enum(['true', 'false']).optional(),
})
export const adminItemsReply = z.array(adminItemSchema)
export const itemParams = z.object({ id: itemIdSchema })
export const itemCreateBody = itemFieldsSchema.extend({ id: itemIdSchema })
/** `seenVersion` is the version the editor began with: a change of somebody else since then is a CONFLICT. */
export const itemUpdateBody = itemFieldsSchema.extend({ seenVersion: z.number().int().min(1) })

export const MAX_USED = 1_000
export const itemUseFields = { item: itemIdSchema, quantity: z.number().int().min(1).max(MAX_USED) }
export const inventoryUseBody = z.strictObject({ commandId: commandIdSchema.optional(), ...itemUseFields })
export const inventoryUseReply = z
  .object({ ok: z.literal(true), replayed: z.literal(true).optional() })
  .extend(inventoryUsedSchema.shape)
