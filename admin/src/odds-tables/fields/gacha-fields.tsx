import { RARITY_TOTAL } from '@casino-club/shared'
import { Alert, Box, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { Panel } from '../../layout/facts.tsx'
import { numberAt, pathKey, rowsAt, textAt } from '../editor/table-form.ts'
import { percentDigits } from '../odds/fraction.ts'
import { rarityName } from '../use-odds-names.ts'
import { FieldGrid, NameField, NumberField } from './number-field.tsx'
import { AddRow, RemoveRow } from './rows.tsx'
import { useTableFields } from './table-fields.ts'

const NEW_ITEM = { id: '', weight: '1', value: '0' }

/** Prices, guarantee and near misses; then each rarity with its items. */
export function GachaFields() {
  const words = useWords()
  const { form } = useTableFields()
  const paths = rowsAt(form, ['rarities']).map((_row, index) => ['rarities', index] as const)
  return (
    <>
      <Panel title={words('odds.field.prices')}>
        <FieldGrid>
          <NumberField path={['priceGems', 'single']} label={words('odds.field.single')} />
          <NumberField path={['priceGems', 'ten']} label={words('odds.field.ten')} />
          <NumberField path={['pity', 'at']} label={words('odds.field.pityAt')} />
          <NumberField path={['nearMissPerMille']} label={words('odds.field.nearMiss')} />
        </FieldGrid>
      </Panel>
      <RaritySum sum={paths.reduce((sum, path) => sum + numberAt(form, [...path, 'weight']), 0)} />
      {paths.map((path) => (
        <RarityPanel key={pathKey(path)} index={path[1]} />
      ))}
    </>
  )
}

function RaritySum({ sum }: { sum: number }) {
  const words = useWords()
  const format = useFormat()
  return (
    <Alert severity={sum === RARITY_TOTAL ? 'success' : 'warning'} data-testid="odds-rarity-sum">
      {words('odds.field.rarities', { sum: format.amount(sum), total: format.amount(RARITY_TOTAL) })}
    </Alert>
  )
}

function RarityPanel({ index }: { index: number }) {
  const words = useWords()
  const format = useFormat()
  const { form } = useTableFields()
  const path = ['rarities', index]
  const items = [...path, 'items']
  const percent = (numberAt(form, [...path, 'weight']) / RARITY_TOTAL) * 100
  return (
    <Panel title={rarityName(words, textAt(form, [...path, 'rarity']))}>
      <FieldGrid>
        <NumberField
          path={[...path, 'weight']}
          label={words('odds.field.weightOf')}
          help={format.percent(percent, percentDigits(percent))}
        />
      </FieldGrid>
      <Box sx={{ overflowX: 'auto', mt: 1 }}>
        <Table size="small" sx={{ '& .MuiTableCell-root': { px: 0.75 } }}>
          <TableHead>
            <TableRow>
              <TableCell>{words('odds.field.item')}</TableCell>
              <TableCell align="right">{words('odds.field.weight')}</TableCell>
              <TableCell align="right">{words('odds.field.value')}</TableCell>
              <TableCell align="right">{words('odds.field.share')}</TableCell>
              <TableCell align="right">{words('odds.field.exactShare')}</TableCell>
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {rowsAt(form, items).map((_row, item) => (
              <ItemRow key={pathKey([...items, item])} rarity={index} item={item} />
            ))}
          </TableBody>
        </Table>
      </Box>
      <AddRow path={items} row={NEW_ITEM} />
    </Panel>
  )
}

function ItemRow({ rarity, item }: { rarity: number; item: number }) {
  const words = useWords()
  const { form, analysis } = useTableFields()
  const path = ['rarities', rarity, 'items', item]
  const name = textAt(form, [...path, 'id'])
  const kindOf = (kind: string) => analysis?.kinds.find((each) => each.kind === kind)
  const within = kindOf(`items-${textAt(form, ['rarities', rarity, 'rarity'])}`)
  return (
    <TableRow>
      <TableCell>
        <NameField bare path={[...path, 'id']} label={words('odds.field.item')} />
      </TableCell>
      {(['weight', 'value'] as const).map((field) => (
        <TableCell key={field} align="right">
          <NumberField bare path={[...path, field]} label={`${name}, ${words(`odds.field.${field}`)}`} />
        </TableCell>
      ))}
      <TableCell align="right">
        <ItemPercent kind={within} name={name} />
      </TableCell>
      <TableCell align="right">
        <ItemPercent kind={kindOf('items')} name={name} />
      </TableCell>
      <TableCell padding="none">
        <RemoveRow path={path} name={name} />
      </TableCell>
    </TableRow>
  )
}

interface ItemPercentProps {
  readonly kind: { readonly outcomes: readonly { readonly outcome: string; readonly percent: number }[] } | undefined
  readonly name: string
}

function ItemPercent({ kind, name }: ItemPercentProps) {
  const format = useFormat()
  const percent = kind?.outcomes.find(({ outcome }) => outcome === name)?.percent
  return <>{percent === undefined ? '–' : format.percent(percent, percentDigits(percent))}</>
}
