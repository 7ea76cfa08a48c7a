import { useContext, useMemo } from 'react'
import { DataProviderContext, useLogoutIfAccessDenied } from 'react-admin'
import type { AdminActions } from './admin-actions.ts'
import type { AdminDataProvider } from './data-provider.ts'
import type { OddsVersion, PlayerDetail } from './resources.ts'

export interface AdminCalls extends AdminActions {
  /** The player as it is now, past every cache. */
  freshPlayer(id: number): Promise<PlayerDetail>
  /** A version of a game's odds as it is now, past every cache. */
  freshOdds(id: string): Promise<OddsVersion>
}

type Guard = <T>(call: Promise<T>) => Promise<T>

/** A wrong password is no end of the session. */
const UNGUARDED: ReadonlySet<PropertyKey> = new Set(['changeOwnPassword'] satisfies (keyof AdminActions)[])

/** The same provider, whose every call is guarded. */
function guardAll(dataProvider: AdminDataProvider, guarded: Guard): AdminDataProvider {
  // The same call is the same function each time: screens ask again when one of theirs has changed.
  const known = new Map<PropertyKey, unknown>()
  return new Proxy(dataProvider, {
    get(target, name) {
      const call: unknown = Reflect.get(target, name)
      if (typeof call !== 'function' || UNGUARDED.has(name)) return call
      const guardedCall =
        known.get(name) ??
        ((...parameters: unknown[]) => guarded(Reflect.apply(call, target, parameters) as Promise<unknown>))
      known.set(name, guardedCall)
      return guardedCall
    },
  })
}

/**
 * The admin actions for a screen. Unlike `useDataProvider`, which answers with an empty record when the session has
 * ended, a failed call always throws here: nothing that moves money may look like a success. The log-out still follows.
 */
export function useAdminActions(): AdminCalls {
  const dataProvider = useContext(DataProviderContext) as AdminDataProvider
  const logoutIfAccessDenied = useLogoutIfAccessDenied()
  return useMemo(() => {
    const guarded: Guard = async (call) => {
      try {
        return await call
      } catch (error) {
        await logoutIfAccessDenied(error)
        throw error
      }
    }
    const calls = guardAll(dataProvider, guarded)
    const fresh = {
      freshOdds: async (id: string) => (await calls.getOne<OddsVersion>('odds-tables', { id })).data,
      freshPlayer: async (id: number) => (await calls.getOne<PlayerDetail>('players', { id })).data,
    }
    return Object.assign(Object.create(calls), fresh) as AdminCalls
  }, [dataProvider, logoutIfAccessDenied])
}
