import type { DashboardReply } from '@casino-club/shared'
import { Box, Paper, Typography, useTheme } from '@mui/material'
import { useMemo } from 'react'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useFormat } from '../format/use-format.ts'
import { useWords } from '../i18n/use-words.ts'
import { minutePoints, totalOf } from './measure.ts'

interface MinuteChartsProps {
  readonly minutes: DashboardReply['minutes']
  readonly serverTime: string
  /** Null while no slot table is in force. */
  readonly exactRtpPercent: number | null
}

const SYNC = 'minutes'
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 }

/** Spins and return to player per minute over the last hour, one above the other on the same time axis. */
export function MinuteCharts({ minutes, serverTime, exactRtpPercent }: MinuteChartsProps) {
  const words = useWords()
  const format = useFormat()
  const points = useMemo(() => minutePoints(minutes, serverTime), [minutes, serverTime])
  const total = totalOf(minutes)
  const rtp = total.rtpPercent === null ? '–' : format.percent(total.rtpPercent)
  const exact =
    exactRtpPercent === null ? [] : [words('dashboard.chartExact', { percent: format.percent(exactRtpPercent) })]
  const summary = words('dashboard.chartSummary', { spins: format.amount(total.spins), rtp })
  return (
    <Paper component="section" aria-label={words('dashboard.chartTitle')} sx={{ p: 2.5 }}>
      <Typography variant="h6" component="h2">
        {words('dashboard.chartTitle')}
      </Typography>
      <Typography variant="body2" color="text.secondary" data-testid="dash-chart-summary">
        {total.spins === 0 ? words('dashboard.chartEmpty') : summary}
      </Typography>
      {total.spins === 0 ? null : (
        <Box role="img" aria-label={summary}>
          <ChartTitle text={words('dashboard.chartSpins')} />
          <SpinsChart points={points} />
          <ChartTitle text={[words('dashboard.chartRtp'), ...exact].join(' · ')} />
          <RtpChart points={points} exactRtpPercent={exactRtpPercent} />
        </Box>
      )}
    </Paper>
  )
}

function ChartTitle({ text }: { text: string }) {
  return (
    <Typography variant="overline" color="text.secondary" component="h3" sx={{ mt: 1.5, display: 'block' }}>
      {text}
    </Typography>
  )
}

type Points = ReturnType<typeof minutePoints>

function useChartStyle() {
  const { palette } = useTheme()
  const format = useFormat()
  return {
    palette,
    format,
    axis: { stroke: palette.text.secondary, fontSize: 11, tickLine: false, axisLine: false } as const,
    tooltip: {
      contentStyle: {
        background: palette.background.paper,
        border: `1px solid ${palette.divider}`,
        borderRadius: 8,
        fontSize: 12,
      },
      labelStyle: { color: palette.text.secondary },
      labelFormatter: (label: unknown) => (typeof label === 'string' ? format.minute(label) : ''),
      isAnimationActive: false,
    },
  }
}

function SpinsChart({ points }: { points: Points }) {
  const words = useWords()
  const { palette, format, axis, tooltip } = useChartStyle()
  return (
    <ResponsiveContainer width="100%" height={160}>
      <BarChart data={points} margin={MARGIN} syncId={SYNC} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={palette.divider} />
        <XAxis dataKey="minute" tickFormatter={format.minute} minTickGap={40} {...axis} />
        <YAxis width={56} allowDecimals={false} tickFormatter={format.amount} {...axis} />
        <Tooltip
          {...tooltip}
          cursor={{ fill: palette.action.hover }}
          formatter={(value) => format.amount(Number(value))}
        />
        <Bar
          dataKey="spins"
          name={words('dashboard.chartSpins')}
          fill={palette.primary.main}
          radius={[3, 3, 0, 0]}
          isAnimationActive={false}
        />
      </BarChart>
    </ResponsiveContainer>
  )
}

function RtpChart({ points, exactRtpPercent }: { points: Points; exactRtpPercent: number | null }) {
  const words = useWords()
  const { palette, format, axis, tooltip } = useChartStyle()
  return (
    <ResponsiveContainer width="100%" height={180}>
      <LineChart data={points} margin={MARGIN} syncId={SYNC} accessibilityLayer={false}>
        <CartesianGrid vertical={false} stroke={palette.divider} />
        <XAxis dataKey="minute" tickFormatter={format.minute} minTickGap={40} {...axis} />
        <YAxis width={56} domain={[0, (max: number) => Math.max(120, Math.ceil(max / 20) * 20)]} {...axis} />
        <Tooltip {...tooltip} formatter={(value) => format.percent(Number(value))} />
        {exactRtpPercent === null ? null : (
          <ReferenceLine y={exactRtpPercent} stroke={palette.secondary.main} strokeDasharray="5 4" />
        )}
        <Line
          dataKey="rtpPercent"
          name={words('dashboard.chartRtp')}
          stroke={palette.primary.main}
          strokeWidth={2}
          dot={{ r: 1.5 }}
          connectNulls={false}
          isAnimationActive={false}
        />
      </LineChart>
    </ResponsiveContainer>
  )
}
