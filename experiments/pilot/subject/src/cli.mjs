import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { parseArgs } from 'node:util'
import { NOT_WRITABLE, OK, Refusal, USAGE } from './exit-codes.mjs'
import { draw } from './drawing.mjs'
import { Project } from './project.mjs'
import { makeReady } from './readiness.mjs'

const HELP = `diagram: Mermaid and JSON component trees in, terminal drawings out

  diagram init                      start a project in this folder
  diagram check FILE                find what cannot be drawn, and remember a file that can
  diagram render FILE [-o OUT] [--ascii] [--width N]

FILE is Mermaid (.mmd) or a component tree (.json). See AGENTS.md for exit codes.`

/** Runs one command and answers with its exit code; talks to the world only through `io`. */
export function main(args, io) {
  try {
    run(args, io)
    return OK
  } catch (problem) {
    if (!(problem instanceof Refusal)) throw problem
    problem.messages.forEach(message => io.complain(`diagram: ${message}`))
    return problem.exitCode
  }
}

function run(args, io) {
  const { positionals: [command, file, ...rest], values } = parse(args)
  if (values.help || command === 'help') return io.print(HELP)
  if (rest.length > 0) throw usage(`one file at a time, but got ${rest.length + 1}`)
  switch (command) {
    case 'init': return init(io)
    case 'check': return check(open(file, io), io)
    case 'render': return render(open(file, io), values, io)
    default: throw usage(command ? `no command "${command}"` : 'a command is needed')
  }
}

function init(io) {
  new Project(io.cwd).create()
  io.print('created .diagram/')
}

function check(source, io) {
  const project = new Project(io.cwd)
  project.mustExist()
  draw(source)
  project.stamp(source)
  io.print(`${source.name}: fine`)
}

function render(source, { output, ascii, width }, io) {
  makeReady(new Project(io.cwd), source)
  const drawing = draw(source, { ascii, width: readWidth(width) })
  if (!output) return io.print(drawing)
  try {
    writeFileSync(resolve(io.cwd, output), `${drawing}\n`)
  } catch (problem) {
    throw new Refusal(NOT_WRITABLE, [`cannot write ${output}: ${problem.code}`])
  }
  io.print(`wrote ${output}`)
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        output: { type: 'string', short: 'o' },
        ascii: { type: 'boolean', default: false },
        width: { type: 'string' },
        help: { type: 'boolean', short: 'h' }
      }
    })
  } catch (problem) {
    throw usage(problem.message)
  }
}

function open(name, io) {
  if (!name) throw usage('a FILE is needed')
  if (!/\.(mmd|json)$/.test(name)) throw usage(`${name}: expected a .mmd or .json file`)
  const path = resolve(io.cwd, name)
  if (!existsSync(path)) throw usage(`${name}: no such file`)
  return { name, text: readFileSync(path, 'utf8') }
}

function readWidth(width) {
  if (width === undefined) return undefined
  if (!/^\d+$/.test(width) || Number(width) < 20) throw usage(`--width needs a number from 20 up, got "${width}"`)
  return Number(width)
}

const resolve = (cwd, name) => isAbsolute(name) ? name : join(cwd, name)

const usage = message => new Refusal(USAGE, [`${message}; "diagram help" lists the commands`])
