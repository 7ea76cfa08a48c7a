import type { MetricResult } from '@casino-club/shared'
import { Box, useTheme } from '@mui/material'
import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from 'recharts'
import { useWords } from '../i18n/use-words.ts'

interface DifferenceChartProps {
  readonly result: MetricResult
  readonly name: string
  readonly figure: (value: number) => string
}

const MARGIN = { top: 4, right: 24, bottom: 0, left: 8 }
const ROW = 34
const AXIS = 34

/** Each variant's difference from the control as a dot with its interval across; nought is where nothing differs. */
export function DifferenceChart({ result, name, figure }: DifferenceChartProps) {
  const words = useWords()
  const { palette } = useTheme()
  const rows = result.differences.flatMap(({ variant, difference, interval }) =>
    difference === null || interval === null
      ? []
      : [{ variant, difference, reach: [difference - interval.low, interval.high - difference] as [number, number] }],
  )
  if (rows.length === 0) return null
  const differences = rows
    .map(({ variant, difference, reach: [below, above] }) => {
      const range = `${figure(difference - below)} – ${figure(difference + above)}`
      return `${variant} ${figure(difference)} (${range})`
    })
    .join('; ')
  const ends = rows.flatMap(({ difference, reach: [below, above] }) => [difference - below, difference + above])
  const furthest = Math.max(...ends.map(Math.abs), Number.EPSILON) * 1.1
  const color = result.harmedBy.length > 0 ? palette.error.main : palette.primary.main
  const axis = { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const
  return (
    <Box
      role="img"
      aria-label={words('experiments.chartSummary', { metric: name, differences })}
      data-testid={`chart-${result.metric}`}
    >
      <ResponsiveContainer width="100%" height={AXIS + ROW * rows.length}>
        <ScatterChart margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid horizontal={false} stroke={palette.divider} />
          <XAxis
            type="number"
            dataKey="difference"
            domain={[-furthest, furthest]}
            ticks={[-1, -0.5, 0, 0.5, 1].map((part) => part * furthest)}
            tickFormatter={figure}
            {...axis}
          />
          <YAxis type="category" dataKey="variant" width={90} allowDuplicatedCategory={false} {...axis} />
          <ReferenceLine x={0} stroke={palette.text.secondary} />
          <Scatter data={rows} fill={color} isAnimationActive={false}>
            <ErrorBar
              dataKey="reach"
              direction="x"
              width={6}
              strokeWidth={2}
              stroke={color}
              isAnimationActive={false}
            />
          </Scatter>
        </ScatterChart>
      </ResponsiveContainer>
    </Box>
  )
}
