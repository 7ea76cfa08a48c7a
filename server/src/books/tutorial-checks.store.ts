import type { Queryable } from '../platform/postgres/pool.ts'

/** The first player who was given the first reward twice, or whose tutorial is not what his events made of it. */
export async function findBadTutorial(tx: Queryable): Promise<{ where: string; why: string } | undefined> {
  const { rows } = await tx.query<{ user_id: number; completed: number }>(
    `select p.user_id, coalesce(t.completed, 0) as completed from players p
     left join (
       select user_id, count(*) filter (where type = 'tutorial.completed') as completed,
         (array_agg(type order by seq desc))[1] as last, (array_agg(payload order by seq desc))[1] as payload
       from player_events where type like 'tutorial.%' group by user_id
     ) t on t.user_id = p.user_id
     where t.completed > 1 or coalesce(p.state #>> '{tutorial,status}', '') is distinct from
         case when t.user_id is null then '' when t.completed = 1 then 'done' else t.payload ->> 'status' end
       or (t.completed = 0 and (p.state #> '{tutorial,steps}')::jsonb is distinct from (t.payload -> 'steps')::jsonb)
       or (t.completed = 1 and t.last <> 'tutorial.completed')
     order by 1 limit 1`,
  )
  const [bad] = rows
  if (bad === undefined) return undefined
  const why = bad.completed > 1 ? 'the first reward was given twice' : 'its tutorial is not what its events made of it'
  return { where: `players user ${bad.user_id}`, why }
}
