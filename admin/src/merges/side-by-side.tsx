import type { MergePreview, MergeSide } from '@casino-club/shared'
import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material'
import { useTranslate } from 'react-admin'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { RankBadge } from '../players/badges.tsx'

const HOLDINGS = ['coins', 'gems', 'tickets', 'xp'] as const

/** Both accounts, before and after, a row for each thing that moves. */
export function SideBySide({ preview }: { preview: MergePreview }) {
  const words = useWords()
  const { from, into } = preview
  const sides = [into, from]
  return (
    <TableContainer>
      <Table size="small" aria-label={words('merges.sides')} data-testid="merge-sides">
        <TableHead>
          <TableRow>
            <TableCell />
            <SideHead side={into} role={words('merges.stays')} />
            <SideHead side={from} role={words('merges.goes')} />
          </TableRow>
        </TableHead>
        <TableBody>
          <AccountRows sides={sides} />
          {HOLDINGS.map((name) => (
            <TableRow key={name}>
              <TableCell component="th" scope="row">
                {words(name === 'xp' ? 'rewards.types.XP' : `currencies.${name}`)}
              </TableCell>
              {sides.map((side) => (
                <Change key={side.id} side={side} name={name} />
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

function SideHead({ side, role }: { side: MergeSide; role: string }) {
  return (
    <TableCell align="right">
      {side.nickname} ({side.siteId}) · {role}
    </TableCell>
  )
}

function AccountRows({ sides }: { sides: readonly MergeSide[] }) {
  const format = useFormat()
  const translate = useTranslate()
  const name = (field: string) => translate(`resources.players.fields.${field}`)
  const rows = [
    { field: 'id', show: (side: MergeSide) => side.id },
    { field: 'rank', show: (side: MergeSide) => <RankBadge rank={side.rank} /> },
    { field: 'createdAt', show: (side: MergeSide) => format.dateTime(side.createdAt) },
  ]
  return rows.map(({ field, show }) => (
    <TableRow key={field}>
      <TableCell component="th" scope="row">
        {name(field)}
      </TableCell>
      {sides.map((side) => (
        <TableCell key={side.id} align="right">
          {show(side)}
        </TableCell>
      ))}
    </TableRow>
  ))
}

function Change({ side, name }: { side: MergeSide; name: (typeof HOLDINGS)[number] }) {
  const format = useFormat()
  const words = useWords()
  const before = format.amount(side.before[name])
  const after = side.after === null ? words('merges.tooMuch') : format.amount(side.after[name])
  return (
    <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }} data-testid={`merge-${name}-${side.id}`}>
      {before} → {after}
    </TableCell>
  )
}
