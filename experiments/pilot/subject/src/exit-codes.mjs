export const OK = 0
export const USAGE = 2
export const UNDRAWABLE = 3
export const NOT_CHECKED = 4
export const NOT_WRITABLE = 5

/** A refusal that the caller can act on: each message is one complaint, in the order of the source. */
export class Refusal extends Error {
  constructor(exitCode, messages) {
    super(messages.join('\n'))
    this.exitCode = exitCode
    this.messages = messages
  }
}
