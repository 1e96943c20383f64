// What a reader wants to see, and whether a relation is among it. The graph page and shared
// stories have the same controls: a form whose fields are named as here.

/** A telling of a relation: first and last day that it needs, and how sure it is. */
export type Telling = [first: string | null, last: string | null, score: number];

export interface Filters {
  relations: Set<string>;
  since: string;
  until: string;
  least: number;
}

/** The filters that a form holds; `relation` are checkboxes, days may be empty. */
export function read(form: HTMLFormElement): Filters {
  const fields = new FormData(form);
  const text = (name: string) => String(fields.get(name) ?? "");
  return {
    relations: new Set(fields.getAll("relation").map(String)),
    since: text("since"),
    until: text("until"),
    least: Number(text("min_confidence")) || 0,
  };
}

/** Whether one telling is within the days and sure enough; what has no day is in no period. */
export function keeps(filters: Filters, [first, last, score]: Telling): boolean {
  if (score < filters.least) return false;
  if (filters.since && !(first && first >= filters.since)) return false;
  return !filters.until || Boolean(last && last <= filters.until);
}

/** Whether a relation is wanted, and told at least once as wanted. */
export function shows(filters: Filters, relation: string, told: Telling[]): boolean {
  return filters.relations.has(relation) && told.some((one) => keeps(filters, one));
}
