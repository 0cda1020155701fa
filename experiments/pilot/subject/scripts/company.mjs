import { records } from './parts.mjs'

/** The fictitious shop that the examples are about: one cast, so that the examples agree with each other. */
export const SERVICES = records(['service', 'team', 'tier', 'runtime'], `
  storefront      | Web        | gold   | node
  checkout        | Payments   | gold   | jvm
  payment-gateway | Payments   | gold   | jvm
  catalogue       | Catalogue  | gold   | go
  search          | Catalogue  | silver | jvm
  recommendations | Catalogue  | bronze | python
  basket          | Web        | gold   | node
  accounts        | Identity   | gold   | go
  sessions        | Identity   | gold   | go
  notifications   | Messaging  | silver | node
  mail-relay      | Messaging  | bronze | go
  warehouse       | Fulfilment | silver | jvm
  shipping        | Fulfilment | silver | jvm
  returns         | Fulfilment | bronze | python
  invoicing       | Finance    | silver | jvm
  ledger          | Finance    | gold   | jvm
  reporting       | Finance    | bronze | python
  feature-flags   | Platform   | gold   | go
  image-resizer   | Platform   | bronze | go
  audit-log       | Platform   | silver | go`)

export const TEAMS = [...new Set(SERVICES.map(({ team }) => team))]

export const PEOPLE = ['Amara', 'Bilal', 'Chiara', 'Dieter', 'Eun-ji', 'Farah', 'Goran', 'Hanna', 'Ines', 'Joao', 'Katya', 'Lars']
