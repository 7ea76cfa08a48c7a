import { Box, useTheme } from '@mui/material'
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useFormat } from '../../format/use-format.ts'
import { useWords } from '../../i18n/use-words.ts'
import { useOddsNames } from '../use-odds-names.ts'
import {
  BAND,
  beyondBand,
  type DriftLook,
  decades,
  lookChart,
  type OutcomePoint,
  outcomeChart,
} from './drift-points.ts'

const MARGIN = { top: 8, right: 16, bottom: 0, left: 0 }

function useChartStyle() {
  const { palette } = useTheme()
  return {
    palette,
    axis: { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const,
    tooltip: {
      contentStyle: {
        background: palette.background.paper,
        border: `1px solid ${palette.divider}`,
        borderRadius: 8,
        fontSize: 12,
      },
      isAnimationActive: false,
    },
  }
}

/** How far each outcome is from what is expected, with the band that 99.9 % of fair counts lie in. */
export function OutcomeChart({ points }: { points: readonly OutcomePoint[] }) {
  const words = useWords()
  const format = useFormat()
  const names = useOddsNames()
  const { palette, axis, tooltip } = useChartStyle()
  const chart = outcomeChart(points)
  const named = chart.points.map(({ outcome, errors }) => ({ outcome: names.outcome(outcome), errors }))
  const summary = words('drift.summary', { beyond: beyondBand(points).length, total: points.length })
  return (
    <Box role="img" aria-label={summary} data-testid="drift-outcome-chart">
      <ResponsiveContainer width="100%" height={260}>
        <ScatterChart margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke={palette.divider} />
          <ReferenceArea y1={-BAND} y2={BAND} fill={palette.success.main} fillOpacity={0.12} />
          <ReferenceLine y={0} stroke={palette.text.secondary} />
          <XAxis dataKey="outcome" type="category" allowDuplicatedCategory={false} minTickGap={8} {...axis} />
          <YAxis
            dataKey="errors"
            width={48}
            domain={[-chart.end, chart.end]}
            tickFormatter={format.statistic}
            {...axis}
          />
          <Tooltip {...tooltip} formatter={(value) => (typeof value === 'number' ? format.statistic(value) : value)} />
          <Scatter data={named} name={words('drift.errors')} fill={palette.primary.main} isAnimationActive={false} />
        </ScatterChart>
      </ResponsiveContainer>
    </Box>
  )
}

/** The p-value of every look over the draws it was taken at, and the threshold it must not fall below. */
export function LooksChart({ looks }: { looks: readonly DriftLook[] }) {
  const words = useWords()
  const format = useFormat()
  const { palette, axis, tooltip } = useChartStyle()
  const { points, least } = lookChart(looks)
  const [first, last] = [points[0]?.draws ?? 1, points.at(-1)?.draws ?? 1]
  const draws = decades(first, Math.max(last, first * 10))
  const summary = words('drift.looksSummary', { looks: looks.length, draws: format.amount(last) })
  return (
    <Box role="img" aria-label={summary} data-testid="drift-looks-chart">
      <ResponsiveContainer width="100%" height={240}>
        <LineChart data={points} margin={MARGIN} accessibilityLayer={false}>
          <CartesianGrid stroke={palette.divider} />
          <XAxis
            dataKey="draws"
            type="number"
            scale="log"
            domain={[draws[0] ?? 1, draws.at(-1) ?? 10]}
            ticks={draws}
            tickFormatter={format.amount}
            {...axis}
          />
          <YAxis
            width={64}
            type="number"
            scale="log"
            domain={[least, 1]}
            ticks={decades(least, 1)}
            tickFormatter={format.chance}
            {...axis}
          />
          <Tooltip
            {...tooltip}
            labelFormatter={(label) => format.amount(Number(label))}
            formatter={(value) => format.chance(Number(value))}
          />
          <Line
            dataKey="threshold"
            name={words('drift.column.threshold')}
            stroke={palette.error.main}
            strokeDasharray="5 4"
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="pValue"
            name={words('drift.column.pValue')}
            stroke={palette.primary.main}
            strokeWidth={2}
            dot={{ r: 3 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </Box>
  )
}
