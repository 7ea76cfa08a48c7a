import { useEffect, useRef, useState } from 'react'
import { type Simulation, type SimulationPlan, simulation } from './simulate.ts'

export type SimulationState =
  | { readonly phase: 'idle' | 'cancelled' }
  | { readonly phase: 'running'; readonly done: number; readonly total: number }
  | { readonly phase: 'done'; readonly result: Simulation; readonly plan: SimulationPlan }
  | { readonly phase: 'failed'; readonly problem: string }

/** How long the page may stand still; between slices it takes clicks and paints. */
const SLICE_MS = 20
const nextTask = () => new Promise<void>((resolve) => setTimeout(resolve, 0))

/** Runs one simulation at a time, in slices. */
export function useSimulation() {
  const [state, setState] = useState<SimulationState>({ phase: 'idle' })
  const current = useRef<AbortController | null>(null)
  useEffect(() => () => current.current?.abort(), [])

  const start = async (plan: SimulationPlan) => {
    current.current?.abort()
    const control = new AbortController()
    current.current = control
    const total = plan.players * plan.plays
    setState({ phase: 'running', done: 0, total })
    try {
      const running = simulation(plan)
      while (!control.signal.aborted) {
        await nextTask()
        const until = performance.now() + SLICE_MS
        let step = running.next()
        while (!step.done && performance.now() < until) step = running.next()
        if (control.signal.aborted) return
        if (step.done) return setState({ phase: 'done', result: step.value, plan })
        setState({ phase: 'running', done: step.value, total })
      }
    } catch (error) {
      setState({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) })
    }
  }
  const cancel = () => {
    current.current?.abort()
    setState({ phase: 'cancelled' })
  }
  return { state, start, cancel }
}

/** 32 fresh random bytes as hex. */
export function newSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
