import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NOT_CHECKED, NOT_WRITABLE, Refusal } from './exit-codes.mjs'

/** The `.diagram/` folder of a working directory: it remembers which contents passed `diagram check`. */
export class Project {
  constructor(cwd) {
    this.folder = join(cwd, '.diagram')
  }

  create() {
    writing(() => mkdirSync(this.folder, { recursive: true }))
  }

  mustExist() {
    if (!existsSync(this.folder)) {
      throw new Refusal(NOT_CHECKED, ['no .diagram/ here; first run: diagram init'])
    }
  }

  stamp(source) {
    writing(() => writeFileSync(this.#stampOf(source), `${source.name}\n`))
  }

  hasStamp(source) {
    return existsSync(this.#stampOf(source))
  }

  #stampOf({ text }) {
    return join(this.folder, createHash('sha256').update(text).digest('hex'))
  }
}

function writing(action) {
  try {
    action()
  } catch (problem) {
    throw new Refusal(NOT_WRITABLE, [`cannot write .diagram/: ${problem.code}`])
  }
}
