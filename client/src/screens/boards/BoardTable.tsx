import type { BoardPage } from '@casino-club/shared'
import { useText } from '../../text/LanguageProvider.tsx'

const CELL = 'px-2 py-2.5 first:pl-0 last:pr-0'

/** The rows of a board. */
export function BoardTable({ rows, label }: { rows: BoardPage['rows']; label: string }) {
  const { t, whole } = useText()
  if (rows.length === 0) return <p className="text-mist">{t('boards.empty')}</p>
  return (
    <table aria-label={label} data-testid="board-rows" className="w-full text-left tabular-nums">
      <thead className="text-sm text-mist">
        <tr className="border-b border-white/10">
          <th scope="col" className={CELL}>
            {t('boards.rank')}
          </th>
          <th scope="col" className={CELL}>
            {t('boards.player')}
          </th>
          <th scope="col" className={`${CELL} text-right`}>
            {t('boards.score')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rank, nickname, score, you }) => (
          <tr
            key={rank}
            aria-current={you ? 'true' : undefined}
            className="border-b border-white/5 last:border-0 aria-[current]:text-gold"
          >
            <td className={CELL}>{whole(rank)}</td>
            <th scope="row" className={`${CELL} font-medium break-all`}>
              {nickname}
              {you && <span className="ml-2 text-sm">({t('boards.you')})</span>}
            </th>
            <td className={`${CELL} text-right`}>{whole(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
