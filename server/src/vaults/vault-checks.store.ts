import type { Queryable } from '../platform/postgres/pool.ts'

/** Each finds a vault that contradicts the events, and says what is wrong. */
const CHECKS: readonly string[] = [
  `select 'player_vaults ' || v.id as "where", 'it was claimed, and no event paid it' as why
   from player_vaults v left join player_events e on e.user_id = v.user_id and e.seq = v.ended_seq
   where v.state = 'CLAIMED' and (e.type is distinct from 'vault.claimed'
     or (e.payload ->> 'vaultId')::bigint is distinct from v.id or (e.payload ->> 'amount')::bigint is distinct from v.coins)`,
  `select 'player_vaults ' || v.id as "where", 'the ledger has no such payment of it' as why
   from player_vaults v where v.state = 'CLAIMED' and not exists (
     select from ledger_entries l where l.user_id = v.user_id and l.seq = v.ended_seq and l.currency = 'coins'
       and l.amount = v.coins and l.reason = 'vault.claim')`,
  `select 'player_events user ' || e.user_id || ' seq ' || e.seq as "where", 'no vault is known that it paid' as why
   from player_events e
   left join player_vaults v on v.user_id = e.user_id and v.ended_seq = e.seq and v.state = 'CLAIMED'
     and v.id = (e.payload ->> 'vaultId')::bigint
   where e.type = 'vault.claimed' and v.id is null`,
  `select 'player_vaults ' || v.id as "where", 'no event unlocked it' as why
   from player_vaults v left join player_events e on e.user_id = v.user_id and e.seq = v.unlocked_seq
   where v.unlocked_seq is not null and (e.type is distinct from 'vault.unlocked'
     or (e.payload ->> 'vaultId')::bigint is distinct from v.id)`,
  `select 'player_vaults ' || v.id as "where", 'no event ended it' as why
   from player_vaults v left join player_events e on e.user_id = v.user_id and e.seq = v.ended_seq
   where v.state = 'EXPIRED' and e.type is distinct from 'account.mergedOut'
     and not exists (select from json_array_elements(case e.type when 'vault.expired' then e.payload -> 'vaults' end) as told
       where (told ->> 'vaultId')::bigint = v.id)`,
]

/** The first vault that contradicts the events. */
export async function findBadVault(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  for (const check of CHECKS) {
    const { rows } = await tx.query<{ where: string; why: string }>(`${check} order by 1 limit 1`)
    if (rows[0]) return rows[0]
  }
  return undefined
}
