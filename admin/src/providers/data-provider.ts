import type { DataProvider, GetListParams, GetListResult, Identifier } from 'react-admin'
import { type AdminActions, createAdminActions } from './admin-actions.ts'
import { type Http, parsed, type Schema } from './http.ts'
import { cursorQuery, listQuery, withQuery } from './query.ts'
import { RequestError } from './request-error.ts'
import { type CursorPage, RESOURCES, type ResourceContract } from './resources.ts'

export type AdminDataProvider = DataProvider & AdminActions

const contractOf = (resource: string): ResourceContract => {
  const contract = RESOURCES[resource]
  if (!contract) throw new TypeError(`no resource ${resource}`)
  return contract
}

const listOf = <T>(item: Schema<T>): Schema<T[]> => ({
  safeParse(value) {
    if (!Array.isArray(value)) return { success: false, error: new TypeError('not a list') }
    const data: T[] = []
    for (const entry of value) {
      const result = item.safeParse(entry)
      if (!result.success) return result
      data.push(result.data)
    }
    return { success: true, data }
  },
})

/** Where a list that is read from a cursor goes on, and how far in time it has come. */
export type CursorMeta = Omit<CursorPage, 'items'>

const idOf = (value: object, field: string): Identifier => {
  const id: unknown = Reflect.get(value, field)
  if (typeof id !== 'string' && typeof id !== 'number') throw new RequestError(200, 'BAD_ANSWER')
  return id
}

/** The page that was asked for of a list that came whole, in order of its ids. */
function pageOf<T extends { id: Identifier }>(records: T[], { pagination, sort }: GetListParams) {
  const sorted = records.toSorted((a, b) => Number(a.id) - Number(b.id))
  if (sort?.order === 'DESC') sorted.reverse()
  const { page, perPage } = pagination ?? { page: 1, perPage: sorted.length }
  return { data: sorted.slice((page - 1) * perPage, page * perPage), total: records.length }
}

const unsupported = (): Promise<never> => Promise.reject(new TypeError('the admin API changes nothing by this method'))

/** Reads the admin resources; what changes anything is an action of its own with its own checks. */
export function createDataProvider(http: Http): AdminDataProvider {
  const readList = async (path: string, item: Schema<object>, params: GetListParams, idField = 'id') => {
    const response = await http.authorized(withQuery(path, listQuery(params)), { signal: params.signal })
    const records = await parsed(response, listOf(item))
    const total = Number(response.headers.get('x-total-count') ?? records.length)
    return { data: records.map((record) => ({ ...record, id: idOf(record, idField) })), total }
  }
  const readFromCursor = async (path: string, page: Schema<CursorPage>, params: GetListParams, idField = 'id') => {
    const response = await http.authorized(withQuery(path, cursorQuery(params)), { signal: params.signal })
    const { items, ...meta } = await parsed(response, page)
    return {
      data: items.map((record) => ({ ...record, id: idOf(record, idField) })),
      pageInfo: { hasNextPage: meta.next !== null, hasPreviousPage: false },
      meta,
    }
  }
  const readOne = async (resource: string, id: Identifier, signal?: AbortSignal) => {
    const { one } = contractOf(resource)
    if (!one) throw new TypeError(`${resource} has no single record`)
    const record = await parsed(await http.authorized(one.path(String(id)), { signal }), one.item)
    return { ...record, id }
  }
  const reads = {
    supportAbortSignal: true,
    getList: async (resource: string, params: GetListParams) => {
      const { list, fromCursor, idField } = contractOf(resource)
      if (fromCursor) return await readFromCursor(fromCursor.path, fromCursor.page, params, idField)
      if (!list) throw new TypeError(`${resource} has no list`)
      return list.whole
        ? pageOf((await readList(list.path, list.item, { signal: params.signal }, idField)).data, params)
        : await readList(list.path, list.item, params, idField)
    },
    getOne: async (resource: string, { id, signal }: { id: Identifier; signal?: AbortSignal }) => ({
      data: await readOne(resource, id, signal),
    }),
    getMany: async (resource: string, { ids, signal }: { ids: Identifier[]; signal?: AbortSignal }) => ({
      data: await Promise.all(ids.map((id) => readOne(resource, id, signal))),
    }),
    getManyReference: async (
      resource: string,
      { id, ...params }: GetListParams & { id: Identifier },
    ): Promise<GetListResult> => {
      const { ofPlayer, idField } = contractOf(resource)
      if (!ofPlayer) throw new TypeError(`${resource} belongs to no player`)
      return await readList(ofPlayer.path(String(id)), ofPlayer.item, params, idField)
    },
  }
  const writes = {
    create: unsupported,
    update: unsupported,
    updateMany: unsupported,
    delete: unsupported,
    deleteMany: unsupported,
  }
  return {
    ...(reads as Pick<DataProvider, 'getList' | 'getOne' | 'getMany' | 'getManyReference'>),
    ...writes,
    ...createAdminActions(http),
  }
}
