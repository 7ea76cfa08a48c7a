/**
 * The queues of Redis as an operator sees them, by bull-board.
 * Invariants: nothing is changed by it, since what counts is in Postgres and is decided there; it is opened by a pass that an
 * admin's session is exchanged for, which no script can read, opens this one door, and ends with the session.
 */

export { BOARD_PERMISSION, queueBoardRoutes } from './queue-board.routes.ts'
export { QueueBoard } from './queue-board.ts'
