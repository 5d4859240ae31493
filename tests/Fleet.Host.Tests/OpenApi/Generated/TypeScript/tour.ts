// What somebody does with the types that openapi-typescript makes, through openapi-fetch. TypeScriptTests compiles and runs it.
import createClient from "openapi-fetch";
import type { components, paths } from "./fleet.js";

declare const process: { argv: string[] };

type Schemas = components["schemas"];
type Problem = Schemas["Problem"];

const [baseUrl, id] = process.argv.slice(2) as [string, string];
const fleet = createClient<paths>({ baseUrl });

function equal<T>(actual: T, expected: NoInfer<T>, what: string): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) throw new Error(`${what}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

function given<T>({ data, error }: { data?: T; error?: Problem }): NonNullable<T> {
  if (data === undefined || data === null) throw new Error(error ? `${error.code}: ${error.detail}` : "no answer");
  return data;
}

function refusal({ error, response }: { error?: Problem; response: Response }): [number, Problem] {
  if (!error) throw new Error(`${response.status} is no refusal`);
  return [response.status, error];
}

/** Sends a report until it is taken or refused for good. */
async function report(body: Schemas["Report"]) {
  for (;;) {
    const answer = await fleet.POST("/v1/clients/{id}/reports", { params: { path: { id } }, body });
    const after = answer.error?.retryAfterSeconds;
    if (!after) return answer;
    await new Promise((again) => setTimeout(again, after * 1000));
  }
}

/** Asks until there is an answer: a busy host may say that it comes later. */
async function ask<A extends { error?: Problem }>(question: () => Promise<A>): Promise<A> {
  for (;;) {
    const answer = await question();
    const after = answer.error?.retryAfterSeconds;
    if (!after) return answer;
    await new Promise((again) => setTimeout(again, after * 1000));
  }
}

const [status, unknown] = refusal(await ask(() => fleet.GET("/v1/clients/{id}", { params: { path: { id } } })));
equal<[number, string, string]>([status, unknown.code, unknown.title], [404, "not-found", "Not Found"], "an unknown client");
const [foreign, page] = refusal(await fleet.DELETE("/v1/clients/{id}", { params: { path: { id } }, headers: { "Sec-Fetch-Site": "cross-site" } }));
equal<[number, string]>([foreign, page.code], [403, "origin-foreign"], "a page of another site");

const stopped = given(await report({ seq: 1, observedAt: "2026-05-01T08:00:00Z", facts: { realTimeScan: "stopped", pattern: { status: "outdated" }, group: id } }));
equal(stopped.icon, "offline-conventional-outdated-rts-stopped", "the icon after the first report");
const held: Schemas["ReportedPattern"] = { version: "17.401", releasedAt: new Date().toISOString() };
const last = given(await report({ seq: 2, observedAt: "2026-05-01T08:01:00Z", facts: { realTimeScan: "enabled", pattern: held } }));
const [, ahead] = refusal(await report({ seq: 3, observedAt: new Date(Date.now() + 86_400_000).toISOString() }));
equal<unknown[]>([ahead.code, ahead.field, ahead.lastSeq], ["too-far-ahead", "observedAt", 3], "a report of tomorrow");

const list = given(await ask(() => fleet.GET("/v1/clients", {
  params: { query: { connection: ["offline", "roaming"], pattern: ["up-to-date"], group: [id], presenceCause: ["never"], q: id, sort: "-lastReport", limit: 10, minOffset: last.offset } },
})));
const client = list.items[0]!;
equal<[number, string, string | null]>([list.items.length, client.realTimeScan, client.pattern.version], [1, "enabled", "17.401"], "the client");
equal<Schemas["Fact"][]>(client.unreported, ["scanMethod", "smartProtection", "roaming"], "what it never told");
equal(client.since["realTimeScan"], "2026-05-01T08:01:00.000Z", "since when");
const summary = given(await ask(() => fleet.GET("/v1/fleet/summary", { params: { query: { group: [id] } } })));
equal([summary.total, summary.byConnection["offline"], summary.byCondition["pattern-outdated"]], [1, 1, 0], "the summary");

const history = given(await ask(() => fleet.GET("/v1/clients/{id}/history", { params: { path: { id }, query: { sort: "-offset" } } }))).items;
const [second, first] = [history[0]!, history.at(-1)!];
equal<(Schemas["RealTimeScan"] | null | undefined)[]>([second.facts.realTimeScan, first.facts.realTimeScan], ["enabled", "stopped"], "the history");
const then = given(await ask(() => fleet.GET("/v1/clients/{id}", { params: { path: { id }, query: { at: first.recordedAt } } })));
equal<Schemas["Condition"][]>(then.conditions, ["pattern-outdated", "real-time-scan-stopped"], "the conditions of the past");
const diff = given(await ask(() => fleet.GET("/v1/fleet/diff", { params: { query: { from: first.recordedAt, to: second.recordedAt, group: [id] } } })));
equal(diff.items.map((move) => move.to), [last.icon], "who changed");

const name: Schemas["IconName"] = "online-smart-rts-enabled-sps-connected";
const drawing = given<string>(await ask(() => fleet.GET("/v1/icons/{name}.svg", { params: { path: { name } }, parseAs: "text" })));
equal(drawing.startsWith("<svg"), true, "the drawing");
const changes = given(await ask(() => fleet.GET("/v1/icon-changes", { params: { query: { after: 0, group: [id], condition: ["real-time-scan-stopped"] } }, parseAs: "stream" })));
const reader = changes.getReader();
let events = "";
while (!/event: .*\n/.test(events)) events += new TextDecoder().decode((await reader.read()).value);
await reader.cancel();
equal(/event: .*/.exec(events)?.[0], "event: icon-change", "the first event");
