import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { main } from '../src/cli.mjs'

/** A working directory with files in it, and the `diagram` command at hand; gone when the test ends. */
export function desk(test, files = {}) {
  const cwd = mkdtempSync(join(tmpdir(), 'diagram-'))
  test.after(() => rmSync(cwd, { recursive: true, force: true }))
  const write = (name, content) => {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), content)
  }
  Object.entries(files).forEach(([name, content]) => write(name, content))

  const diagram = (...args) => {
    const output = []
    const complaints = []
    const exitCode = main(args, { cwd, print: text => output.push(text), complain: text => complaints.push(text) })
    return { exitCode, output: output.join('\n'), complaints }
  }
  const draw = (name, ...options) => {
    diagram('init')
    const checked = diagram('check', name)
    return checked.exitCode === 0 ? diagram('render', name, ...options) : checked
  }
  return { cwd, write, read: name => readFileSync(join(cwd, name), 'utf8'), diagram, draw }
}
