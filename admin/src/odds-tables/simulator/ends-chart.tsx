import { Box, useTheme } from '@mui/material'
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import type { Bin } from './statistics.ts'

interface EndsChartProps {
  readonly bins: readonly Bin[]
  /** Marked by a line; null where there is nothing to begin with. */
  readonly start: number | null
  /** The chart in words. */
  readonly summary: string
}

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** How many players ended in each range. */
export function EndsChart({ bins, start, summary }: EndsChartProps) {
  const words = useWords()
  const format = useFormat()
  const { palette } = useTheme()
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  const label = (from: unknown) => {
    const bin = bins.find((each) => each.from === from)
    if (!bin) return ''
    if (bin.to === null) return words('odds.simulator.lastBin', { from: format.amount(bin.from) })
    return words('odds.simulator.bin', { from: format.amount(bin.from), to: format.amount(bin.to) })
  }
  const atStart =
    start === null ? undefined : bins.find(({ from, to }) => start >= from && (to === null || start <= to))
  return (
    <Box role="img" aria-label={summary} data-testid="odds-simulation-chart">
      <ResponsiveContainer width="100%" height={240}>
        <BarChart data={[...bins]} margin={MARGIN} accessibilityLayer={false} barCategoryGap={1}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <XAxis dataKey="from" tickFormatter={format.amount} minTickGap={40} {...axis} />
          <YAxis width={48} allowDecimals={false} tickFormatter={format.amount} {...axis} />
          <Tooltip
            cursor={{ fill: palette.action.hover }}
            contentStyle={{
              background: palette.background.paper,
              border: `1px solid ${palette.divider}`,
              borderRadius: 8,
              fontSize: 12,
            }}
            labelFormatter={label}
            formatter={(value) => format.amount(Number(value))}
            isAnimationActive={false}
          />
          <Bar
            dataKey="count"
            name={words('odds.simulator.playersAxis')}
            fill={palette.primary.main}
            isAnimationActive={false}
          />
          {atStart ? <ReferenceLine x={atStart.from} stroke={palette.secondary.main} strokeDasharray="4 3" /> : null}
        </BarChart>
      </ResponsiveContainer>
    </Box>
  )
}
