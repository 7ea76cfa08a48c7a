import {
  drawLottery,
  fairStream,
  type LotteryReply,
  type LotteryTable,
  lotteryOutcomeSchema,
  serverSeedHash,
} from '@casino-club/shared'
import { useMemo } from 'react'
import { useText } from '../../text/LanguageProvider.tsx'
import { Card } from '../../ui/Card.tsx'
import { Hash } from '../../ui/Hash.tsx'

type Tickets = NonNullable<LotteryReply['last']>['tickets']

function Numbers({ numbers, drawn }: { numbers: readonly number[]; drawn: readonly number[] }) {
  return (
    <span className="flex flex-wrap gap-1">
      {numbers.map((number) => (
        <span
          key={number}
          className={`grid size-8 place-items-center rounded-full border text-sm tabular-nums ${
            drawn.includes(number) ? 'border-gold bg-gold/20 text-gold' : 'border-white/15 bg-black/30'
          }`}
        >
          {number}
        </span>
      ))}
    </span>
  )
}

function TicketList({ tickets, drawn }: { tickets: Tickets; drawn: readonly number[] }) {
  const { t } = useText()
  if (tickets.length === 0) return <p className="text-sm text-mist">{t('lottery.noTickets')}</p>
  return (
    <ul className="space-y-2" data-testid="lottery-tickets">
      {tickets.map(({ stakeId, numbers, state, win }) => (
        <li key={stakeId} className="flex flex-wrap items-center justify-between gap-2" data-state={state}>
          <Numbers numbers={numbers} drawn={drawn} />
          {win === null ? null : (
            <span className={win > 0 ? 'text-gold' : 'text-mist'}>
              {win > 0 ? t('lottery.won', { win }) : t('lottery.nothing')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** The drawing that tickets are sold for, with one's own. */
export function NextDrawing({ lottery: { next } }: { lottery: LotteryReply }) {
  const { t, instant } = useText()
  if (!next) return <Card title={t('lottery.next')}>{t('lottery.closed')}</Card>
  const { round, tickets, mayHave } = next
  return (
    <Card
      title={t('lottery.next')}
      lead={t('lottery.nextLead', { when: instant(round.closesAt ?? round.openedAt), count: mayHave })}
    >
      <TicketList tickets={tickets} drawn={[]} />
      <p className="mt-4 mb-1.5 text-sm text-mist">{t('lottery.promise')}</p>
      <Hash>{round.seedHash ?? ''}</Hash>
    </Card>
  )
}

/** The last drawing, drawn again by this browser. */
export function LastDrawing({ lottery: { last }, table }: { lottery: LotteryReply; table: LotteryTable }) {
  const { t, day } = useText()
  const drawn = useMemo(() => lotteryOutcomeSchema.safeParse(last?.round.outcome).data?.numbers ?? [], [last])
  const checked = useMemo(() => {
    const { seed, seedHash, id } = last?.round ?? {}
    if (!seed || id === undefined) return null
    const again = drawLottery(table, fairStream({ serverSeed: seed, clientSeed: 'lottery', nonce: id }))
    return serverSeedHash(seed) === seedHash && again.numbers.join() === drawn.join()
  }, [last, table, drawn])
  if (!last) return <Card title={t('lottery.last')}>{t('lottery.lastNone')}</Card>
  return (
    <Card
      title={t('lottery.last')}
      lead={t('lottery.lastLead', { day: day(last.round.closesAt ?? last.round.openedAt) })}
    >
      <div data-testid="lottery-drawn" data-verified={checked ?? undefined}>
        <Numbers numbers={drawn} drawn={drawn} />
      </div>
      {checked === null ? null : (
        <p className={`my-2 text-sm ${checked ? 'text-jade' : 'text-rose'}`}>
          {checked ? `✓ ${t('crash.proofOk')}` : `✗ ${t('crash.proofBad')}`}
        </p>
      )}
      <h3 className="mt-4 mb-2 text-sm font-semibold">{t('lottery.yours')}</h3>
      <TicketList tickets={last.tickets} drawn={drawn} />
    </Card>
  )
}
