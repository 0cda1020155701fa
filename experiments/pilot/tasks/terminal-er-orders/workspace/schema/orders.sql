-- Orders of the shop. One order has many lines, at most one payment, and lines may ship apart.

create table customers (
  id    uuid primary key,
  email text not null unique,
  name  text not null
);

create table orders (
  id          uuid primary key,
  customer_id uuid not null references customers (id),
  status      text not null check (status in ('open', 'paid', 'shipped', 'cancelled')),
  placed_at   timestamptz not null default now()
);

create table payments (
  id           uuid primary key,
  order_id     uuid not null unique references orders (id),
  amount_cents int  not null check (amount_cents > 0)
);

create table products (
  id          uuid primary key,
  sku         text not null unique,
  price_cents int  not null
);

create table order_lines (
  id         uuid primary key,
  order_id   uuid not null references orders (id) on delete cascade,
  product_id uuid not null references products (id),
  quantity   int  not null check (quantity between 1 and 99)
);

create table shipments (
  id            uuid primary key,
  order_line_id uuid not null references order_lines (id),
  carrier       text not null
);
