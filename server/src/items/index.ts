/**
 * What can be owned: the catalogue, and what players do with what they have.
 * Invariants: an item is never deleted; what a table in force grants is active; a stock is never below zero, and every
 * change of it is an entry beside its event.
 */
export { Catalogue, type GrantedInForce } from './catalogue.service.ts'
export { itemExpiryJob } from './expiry-sweep.ts'
export { inventoryRoutes } from './inventory.routes.ts'
export { countInStock, type Stock, takeEverything, takeFromStock } from './inventory.store.ts'
export { itemRoutes } from './items.routes.ts'
export { useItemRule } from './use-item.rule.ts'
