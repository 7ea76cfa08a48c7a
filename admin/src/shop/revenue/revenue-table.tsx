import { Box, Table, TableBody, TableCell, TableFooter, TableHead, TableRow } from '@mui/material'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { RecordLink } from '../../layout/record-link.tsx'
import type { RevenueBy } from '../../providers/desk-actions.ts'
import { conversionOf, type RevenueRow, totalOf } from './figures.ts'

const COLUMNS = [
  'begun',
  'granted',
  'conversion',
  'buyers',
  'won',
  'refundedWon',
  'netWon',
  'promoWon',
  'gems',
] as const

type Row = RevenueRow & { readonly label: string }

/** The figures of the charts, for eyes and screen readers. */
export function RevenueTable({ rows, by }: { rows: readonly Row[]; by: RevenueBy }) {
  const words = useWords()
  return (
    <Box sx={{ overflowX: 'auto' }}>
      <Table size="small" aria-label={words('revenue.table')} data-testid="revenue-table">
        <TableHead>
          <TableRow>
            <TableCell>{words(`revenue.key.${by}`)}</TableCell>
            {COLUMNS.map((column) => (
              <TableCell key={column} align="right">
                {words(`revenue.${column}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.label} data-testid="revenue-row">
              <TableCell component="th" scope="row" sx={{ whiteSpace: 'nowrap' }}>
                {by === 'product' && row.key ? (
                  <RecordLink resource="products" id={row.key}>
                    {row.label}
                  </RecordLink>
                ) : (
                  row.label
                )}
              </TableCell>
              <Figures row={row} />
            </TableRow>
          ))}
        </TableBody>
        <TableFooter>
          <TableRow data-testid="revenue-total">
            <TableCell component="th" scope="row">
              {words('revenue.total')}
            </TableCell>
            <Figures row={totalOf(rows)} />
          </TableRow>
        </TableFooter>
      </Table>
    </Box>
  )
}

function Figures({ row }: { row: Omit<RevenueRow, 'key' | 'buyers'> & { readonly buyers?: number } }) {
  const format = useFormat()
  const conversion = conversionOf(row)
  const { begun, granted, buyers, won, refundedWon, promoWon, gems } = row
  const texts: Record<(typeof COLUMNS)[number], string> = {
    begun: format.amount(begun),
    granted: format.amount(granted),
    conversion: conversion === null ? '–' : format.percent(conversion, 1),
    buyers: buyers === undefined ? '–' : format.amount(buyers),
    won: format.amount(won),
    refundedWon: format.amount(refundedWon),
    netWon: format.amount(won - refundedWon),
    promoWon: format.amount(promoWon),
    gems: format.amount(gems),
  }
  return (
    <>
      {COLUMNS.map((column) => (
        <TableCell key={column} align="right" sx={{ fontVariantNumeric: 'tabular-nums' }} data-column={column}>
          {texts[column]}
        </TableCell>
      ))}
    </>
  )
}
