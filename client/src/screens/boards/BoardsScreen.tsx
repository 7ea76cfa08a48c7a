import type { BoardPage, BoardView } from '@casino-club/shared'
import { useCallback, useState } from 'react'
import type { BoardView as Part } from '../../api/boards.ts'
import { useSession } from '../../session/SessionProvider.tsx'
import { useText } from '../../text/LanguageProvider.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card, ScreenTitle } from '../../ui/Card.tsx'
import { Loadable, useLoad } from '../../ui/Loadable.tsx'
import { useNotify } from '../../ui/NoticeProvider.tsx'
import { Pager } from '../../ui/Pager.tsx'
import { ShareButton } from '../friends/ShareButton.tsx'
import { BoardTable } from './BoardTable.tsx'
import { CohortCard } from './CohortCard.tsx'
import { useBoardWords } from './use-board-words.ts'

const PARTS: readonly Part[] = ['top', 'me', 'followed', 'previous']
const PER_PAGE = 20
const TAB =
  'inline-flex min-h-10 items-center rounded-full border border-white/12 bg-white/5 px-4 text-sm font-semibold ' +
  'hover:bg-white/10 aria-pressed:border-gold aria-pressed:bg-gold/15 aria-pressed:text-gold'

/** Who won the most, in a day, a week, or ever. */
export function BoardsScreen() {
  const { t } = useText()
  const { backend } = useSession()
  const [load, again] = useLoad(backend.boards.list)
  return (
    <>
      <ScreenTitle title={t('boards.title')} lead={t('boards.lead')} />
      <Loadable load={load} again={again} failed={t('boards.failed')}>
        {(boards) => <Boards boards={boards} />}
      </Loadable>
    </>
  )
}

function Boards({ boards }: { boards: readonly BoardView[] }) {
  const { t } = useText()
  const name = useBoardWords()
  const [chosen, setChosen] = useState(boards[0]?.id)
  const board = boards.find(({ id }) => id === chosen)
  return (
    <>
      <fieldset className="mb-5 flex flex-wrap gap-2">
        <legend className="sr-only">{t('boards.choose')}</legend>
        {boards.map((each) => (
          <button
            key={each.id}
            type="button"
            className={TAB}
            aria-pressed={each.id === chosen}
            onClick={() => setChosen(each.id)}
            data-testid={`board-${each.id}`}
          >
            {name(each)}
          </button>
        ))}
      </fieldset>
      {board && <BoardCard key={board.id} board={board} />}
      {board?.period === 'week' && <CohortCard key={`cohort ${board.id}`} board={board.id} />}
    </>
  )
}

function BoardCard({ board }: { board: BoardView }) {
  const { t } = useText()
  const { backend } = useSession()
  const name = useBoardWords()
  const [part, setPart] = useState<Part>('top')
  const [page, setPage] = useState(1)
  const ask = useCallback(() => backend.boards.page(board.id, part, page), [backend, board.id, part, page])
  const [load, again] = useLoad(ask)
  const turnTo = (next: Part) => {
    setPart(next)
    setPage(1)
  }
  return (
    <Card title={name(board)}>
      <fieldset className="mb-4 flex flex-wrap gap-2">
        <legend className="sr-only">{t('boards.view')}</legend>
        {PARTS.filter((each) => each !== 'previous' || board.endsAt !== null).map((each) => (
          <button
            key={each}
            type="button"
            className={TAB}
            aria-pressed={each === part}
            onClick={() => turnTo(each)}
            data-testid={`board-part-${each}`}
          >
            {t(`boards.view.${each}`)}
          </button>
        ))}
      </fieldset>
      <Loadable load={load} again={again} failed={t('boards.failed')}>
        {(shown) => (
          <>
            <Season page={shown} previous={part === 'previous'} />
            <BoardTable rows={shown.rows} label={name(board)} />
            {part !== 'me' && (
              <Pager label={t('boards.pages')} page={page} pages={Math.ceil(shown.total / PER_PAGE)} turnTo={setPage} />
            )}
            <Own page={shown} current={part === 'top' || part === 'me'} again={again} />
          </>
        )}
      </Loadable>
    </Card>
  )
}

function Season({ page: { board, final }, previous }: { page: BoardPage; previous: boolean }) {
  const { t, instant } = useText()
  if (board.endsAt === null) return null
  const when = instant(board.endsAt)
  return (
    <p className="mb-3 text-sm text-mist">
      <time dateTime={board.endsAt}>{t(previous ? 'boards.ended' : 'boards.ends', { when })}</time>
      {previous && !final && <span> {t('boards.provisional')}</span>}
    </p>
  )
}

/** Where one stands, and whether one wants to be seen there. */
function Own({
  page: { board, own, total },
  current,
  again,
}: {
  page: BoardPage
  current: boolean
  again: () => void
}) {
  const { t, whole, trouble } = useText()
  const { backend } = useSession()
  const notify = useNotify()
  const turn = async () => {
    const result = await backend.boards.show(!own.shown)
    if (!result.ok) notify(() => trouble(result.trouble))
    again()
  }
  const ranked = own.rank !== null && t('boards.own', { rank: whole(own.rank), total: whole(total) })
  return (
    <div className="mt-5 flex flex-wrap items-center justify-between gap-3">
      <p data-testid="board-own" className="font-semibold">
        {ranked || t(own.shown ? 'boards.noRank' : 'boards.hidden')}
      </p>
      <div className="flex flex-wrap gap-3">
        {own.rank !== null && current && <ShareButton order={{ kind: 'rank', board: board.id }} />}
        <Button onClick={() => void turn()} data-testid="board-shown">
          {t(own.shown ? 'boards.hide' : 'boards.show')}
        </Button>
      </div>
    </div>
  )
}
