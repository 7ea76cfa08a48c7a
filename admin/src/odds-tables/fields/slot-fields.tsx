import { Box, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { numberAt, pathKey, rowsAt, textAt } from '../editor/table-form.ts'
import { LimitFields } from './limit-fields.tsx'
import { FieldGrid, NameField, NumberField } from './number-field.tsx'
import { AddRow, RemoveRow } from './rows.tsx'
import { useTableFields } from './table-fields.ts'

const REELS = [0, 1, 2] as const
const NEW_SYMBOL = { id: '', weights: ['0', '0', '0'], triple: '0', pair: '0' }

/** Symbols with their weights and payouts, the streak bonus, and the limits. */
export function SlotFields() {
  const words = useWords()
  return (
    <>
      <Panel title={words('odds.field.symbols')}>
        <Symbols />
        <AddRow path={['symbols']} row={NEW_SYMBOL} />
      </Panel>
      <Panel title={words('odds.field.streak')}>
        <FieldGrid>
          {(['stepPercent', 'maxPercent', 'variationPercent'] as const).map((field) => (
            <NumberField key={field} path={['streakBonus', field]} label={words(`odds.field.${field}`)} />
          ))}
        </FieldGrid>
      </Panel>
      <LimitFields />
    </>
  )
}

function Symbols() {
  const words = useWords()
  const format = useFormat()
  const { form } = useTableFields()
  const paths = rowsAt(form, ['symbols']).map((_row, index) => ['symbols', index] as const)
  const sumOf = (reel: number) => paths.reduce((sum, path) => sum + numberAt(form, [...path, 'weights', reel]), 0)
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" sx={{ '& .MuiTableCell-root': { px: 0.75 } }}>
        <TableHead>
          <TableRow>
            <TableCell>{words('odds.field.symbol')}</TableCell>
            {REELS.map((reel) => (
              <TableCell key={reel} align="right">
                {words('odds.field.reel', { reel: reel + 1 })}
              </TableCell>
            ))}
            <TableCell align="right">{words('odds.field.pair')}</TableCell>
            <TableCell align="right">{words('odds.field.triple')}</TableCell>
            <TableCell />
          </TableRow>
        </TableHead>
        <TableBody>
          {paths.map((path) => (
            <SymbolRow key={pathKey(path)} index={path[1]} />
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell>{words('odds.field.sum')}</TableCell>
            {REELS.map((reel) => (
              <TableCell key={reel} align="right">
                {format.amount(sumOf(reel))}
              </TableCell>
            ))}
            <TableCell colSpan={3} />
          </TableRow>
        </TableFooter>
      </Table>
    </Box>
  )
}

function SymbolRow({ index }: { index: number }) {
  const words = useWords()
  const { form } = useTableFields()
  const path = ['symbols', index]
  const name = textAt(form, [...path, 'id'])
  return (
    <TableRow>
      <TableCell>
        <NameField bare path={[...path, 'id']} label={words('odds.field.symbol')} />
      </TableCell>
      {REELS.map((reel) => (
        <TableCell key={reel} align="right">
          <NumberField
            bare
            path={[...path, 'weights', reel]}
            label={`${name}, ${words('odds.field.reel', { reel: reel + 1 })}`}
          />
        </TableCell>
      ))}
      {(['pair', 'triple'] as const).map((field) => (
        <TableCell key={field} align="right">
          <NumberField bare path={[...path, field]} label={`${name}, ${words(`odds.field.${field}`)}`} />
        </TableCell>
      ))}
      <TableCell padding="none">
        <RemoveRow path={path} name={name} />
      </TableCell>
    </TableRow>
  )
}
