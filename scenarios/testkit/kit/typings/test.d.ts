declare module 'voxemu/test' {
  /** A length of time: '500ms', '3s', '2m', '1h', '1d', or a number of milliseconds. */
  export type Duration = string | number;

  /** How long something is waited for in virtual time; by default `app.patience`. */
  export interface Within {
    within?: Duration;
  }

  /** What an answer, a file or a caller said: a text that has to be in it, or an expression that has to fit. */
  export type Text = string | RegExp;

  // ---- tests ----

  /** What tests ask for by name. `test.extend` adds to them. */
  export interface Fixtures {
    /** The application under test, new for each test. */
    app: App;
    clock: Clock;
    /** The same as `app.http`. */
    http: HTTP;
    /** The session log of all sessions until now; the same as `app.log`. */
    log: Log;
  }

  export interface TestOptions {
    /** One or several, with or without the @; `voxemu test --tag` picks them. A title may hold them as well: 'pays @slow'. */
    tag?: string | string[];
    /** Milliseconds of wall time that the test may take. */
    timeout?: number;
    /** How often it is tried again when it fails; this overrules --retries. */
    retries?: number;
  }

  /** What a test can know of itself. */
  export interface TestInfo {
    readonly title: string;
    readonly titlePath: string[];
    readonly file: string;
    readonly line: number;
    /** Counts from 0. */
    readonly retry: number;
    readonly tags: string[];
  }

  type Body<F> = (fixtures: F, info: TestInfo) => unknown;

  export interface Define<F> {
    (title: string | number, body: Body<F>): void;
    (title: string | number, options: TestOptions, body: Body<F>): void;
  }

  export interface LeaveOut<F> extends Define<F> {
    /** Within a test: leaves the rest of it out, if the condition holds. */
    (condition?: unknown, reason?: string): void;
    each: Each<F>;
  }

  /** Defines a test for each row. Titles take %s, %d, %i, %f, %j, %o, %# (the number of the row) and $name. */
  export interface Each<F> {
    <R extends unknown[] | [unknown]>(rows: readonly R[]): EachDefine<[...R, F]>;
    <R>(rows: readonly R[]): EachDefine<[R, F]>;
    (heading: TemplateStringsArray, ...values: unknown[]): EachDefine<[any, F]>;
  }

  export interface EachDefine<A extends unknown[]> {
    (title: string, body: (...args: A) => unknown): void;
    (title: string, options: TestOptions, body: (...args: A) => unknown): void;
  }

  export interface Hook<F> {
    (body: (fixtures: F) => unknown): void;
    (title: string, body: (fixtures: F) => unknown): void;
  }

  /** How a fixture is made: `use` hands it to the test, and returns when the test is over. */
  export type MakeFixture<V, F> = (fixtures: F, use: (value: V) => Promise<void>) => unknown;

  type Making<F> = (fixtures: F & { readonly [name: string]: any }, use: (value: any) => Promise<void>) => unknown;
  type Made<M> = M extends readonly [infer V, object?] ? Made<V> : M extends (fixtures: any, use: (value: infer V) => any) => unknown ? V : M;
  type Own<T, F> = { [K in keyof T]: T[K] | MakeFixture<T[K], F & T> | [T[K] | MakeFixture<T[K], F & T>, object?] };

  export interface Test<F> extends Define<F> {
    skip: LeaveOut<F>;
    /** Leaves out a test that is known to be broken. */
    fixme: LeaveOut<F>;
    only: Define<F> & { each: Each<F> };
    /** Notes a test that is still to be written. */
    todo(title: string): void;
    each: Each<F>;
    describe: Describe;
    beforeEach: Hook<F>;
    afterEach: Hook<F>;
    /** Runs once before the tests of a suite, with the fixtures of the first one. */
    beforeAll: Hook<F>;
    /** Runs once behind the tests of a suite. */
    afterAll: Hook<F>;
    /** Gives a part of a test a name, for reports. */
    step<R>(title: string, body: (step: StepInfo) => R | Promise<R>): Promise<R>;
    expect: Expect;
    /** Makes a test function with more fixtures: test.extend({ caller: async ({ app }, use) => { await use(await app.call()); } }). */
    extend<M extends { [name: string]: Making<F> | [Making<F>, object?] | string | number | boolean | object | null | undefined }>(fixtures: M): Test<F & { [K in keyof M]: Made<M[K]> }>;
    /** The same with types: test.extend<{ caller: Party }>({ ... }). */
    extend<T extends object>(fixtures: Own<T, F>): Test<F & T>;
    /** What the test that runs can know of itself. */
    info(): TestInfo;
    /** Changes how many milliseconds of wall time the test may take, before it has done anything. */
    setTimeout(ms: number): void;
  }

  export interface StepInfo {
    attach(...args: unknown[]): void;
  }

  export interface DefineSuite {
    (title: string, body: () => void): void;
    (title: string, options: TestOptions, body: () => void): void;
  }

  export interface Describe extends DefineSuite {
    skip: DefineSuite;
    fixme: DefineSuite;
    only: DefineSuite;
    each<R extends unknown[] | [unknown]>(rows: readonly R[]): (title: string, body: (...row: R) => void) => void;
    each<R>(rows: readonly R[]): (title: string, body: (row: R) => void) => void;
  }

  export const test: Test<Fixtures>;
  export const it: Test<Fixtures>;
  export const describe: Describe;
  export const beforeEach: Hook<Fixtures>;
  export const afterEach: Hook<Fixtures>;
  export const beforeAll: Hook<Fixtures>;
  export const afterAll: Hook<Fixtures>;
  export const step: Test<Fixtures>['step'];
  export const expect: Expect;

  // ---- the application ----

  /** The application under test: the project that the test file belongs to, with an empty storage and without a network. */
  export interface App {
    readonly name: string;
    /** The names of its rules, in order. */
    readonly rules: string[];
    /** How long waiting calls and matchers wait, in virtual time: '5m' unless a test sets it. */
    patience: Duration;
    /** Runs these files, relative to the test file, in place of the project. Comes before anything else. */
    load(...paths: (string | string[])[]): this;
    /** Calls the application, and resolves when its session exists. A string is the number to call. */
    call(options?: string | CallOptions): Promise<Party>;
    /** Starts a session without a call, as the management API does. */
    start(options?: { rule?: string; customData?: unknown }): Promise<Session>;
    /** What a number of the telephone network does when the application calls it. */
    phone(number: string | number): Phone;
    /** What a user of the application does when the application calls him. */
    user(name: string): Phone;
    /** What a SIP address does when the application calls it. */
    sip(uri: string): Phone;
    /** A queue of the contact centre. */
    queue(name: string, options?: QueueOptions): Queue;
    /** An agent who serves a queue. */
    agent(queue: string, name: string, options?: AgentOptions): Agent;
    /** Starts the session of a conference, which calls to the conference join. */
    conference(id: string, options?: Within & { customData?: unknown }): Promise<Session>;
    /** Runs a call list: its rows are objects, or the text of a CSV file. */
    callList(rows: string | readonly object[], options?: { rule?: string; attempts?: number; interval?: Duration; simultaneous?: number }): CallList;
    /** The far end of WebSockets to an address. */
    webSocket(url: string): WebSocketPeer;
    /** What players find at an address: a file of some length, or an HTTP status. */
    file(url: string, file: { length: Duration; after?: Duration } | { status: number; after?: Duration }): this;
    readonly mail: Mail;
    readonly http: HTTP;
    readonly storage: Storage;
    /** Secrets that scenarios read with VoxEngine.getSecretValue: `app.secrets.TOKEN = 'abc'`. */
    readonly secrets: { [name: string]: string };
    /** The sessions until now, in the order of their start. */
    readonly sessions: Session[];
    readonly log: Log;
    /** All that happened until now, as text. */
    timeline(): string;
  }

  export interface CallOptions extends Within {
    /** '15550100' unless it is given. */
    from?: string;
    /** '15550199' unless it is given. */
    to?: string;
    displayName?: string;
    headers?: { [name: string]: string };
    /** What the scenario reads as custom data of the call. */
    callData?: string;
    /** How messages name the caller. */
    name?: string;
    /** A running session that the call joins, as callers of a conference do. */
    session?: Session;
    /** Where the call comes from. By default it follows from `from`. */
    kind?: 'pstn' | 'phone' | 'sip' | 'user' | 'sdk';
    /** Steps of a far end, such as 'wait 2s; press 1; hangup'. */
    do?: string;
    /** How long it may ring before the caller gives up. */
    patience?: Duration;
  }

  /** What an address does when it is called. What is set last holds for the calls to come. */
  export interface Phone {
    readonly address: string;
    answers(options?: { after?: Duration; earlyMedia?: boolean | string; rings?: Duration }): this;
    busy(reason?: string): this;
    noAnswer(): this;
    fails(code: number, options?: { after?: Duration; reason?: string }): this;
    rejects(code?: number, reason?: string): this;
    /** A user who is not logged in. */
    offline(): this;
    online(): this;
    /** Steps of a far end, such as 'ring 2s; answer; say "Hello"'. */
    does(steps: string | string[]): this;
    /** The calls to it until now. */
    readonly calls: Party[];
    /** Waits for the next call to it, until that is connected. */
    leg(options?: Within): Promise<Party>;
    toJSON(): object;
  }

  /** Something that a party heard. */
  export interface Heard {
    readonly what: string;
    readonly text?: string;
    readonly url?: string;
    readonly digits?: string;
    /** Who or what it came from. */
    readonly from: string;
    /** Milliseconds since the test began. */
    readonly at: number;
    /** How many milliseconds of it were heard. */
    readonly ms: number;
    /** Whether it was cut short. */
    readonly cut?: boolean;
  }

  /** Whoever is at the other end of a call: the caller, or who was called. What it is told to do, it does in order, once connected. */
  export interface Party {
    readonly name: string;
    readonly address: string;
    readonly state: string;
    readonly connected: boolean;
    /** How the call ended; null while it has not. */
    readonly ended: { code: number; reason: string } | null;
    /** All that it heard until now. */
    readonly heard: Heard[];
    /** What it heard after a moment; without one, after what toHear() found last. */
    heardSince(moment?: Date | Duration): Heard[];
    /** Messages and INFO requests that came to it. */
    readonly received: Received[];
    /** The texts of the messages that came to it. */
    readonly messages: string[];
    /** The SIP headers of the call. */
    readonly headers: { [name: string]: string };
    /** The session that its call belongs to. */
    readonly session: Session;
    say(text: string, options?: { confidence?: number; length?: Duration }): this;
    /** Presses keys: digits, * and #. */
    press(keys: string | number, options?: { every?: Duration }): this;
    wait(time: Duration): this;
    silence(time: Duration): this;
    beep(options?: { hertz?: number; length?: Duration }): this;
    hold(): this;
    resume(): this;
    info(type: string, body?: string): this;
    message(text: string): this;
    refer(to: string): this;
    hangup(): this;
    /** Steps of a far end, such as 'wait 2s; press 1'. */
    does(steps: string | string[]): this;
    /** Hangs up now, whatever else is still to be done, connected or not. */
    cancel(): this;
    /** Waits until it is connected. */
    answered(options?: Within): Promise<this>;
    /** Waits until its call is over. */
    hungUp(options?: Within): Promise<{ code: number; reason: string }>;
    toJSON(): object;
  }

  export interface Received {
    readonly what: 'message' | 'info';
    /** Of a message. */
    readonly text?: string;
    /** Of an INFO request. */
    readonly type?: string;
    readonly body?: string;
    /** Milliseconds since the test began. */
    readonly at: number;
  }

  export interface LogLine {
    /** Milliseconds since the session began. */
    readonly t: number;
    readonly text: string;
  }

  /** Lines of the session log. */
  export type Log = LogLine[];

  /** Something that went wrong in a scenario. */
  export interface ScenarioError {
    readonly message: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
  }

  export interface RaisedEvent {
    readonly t: number;
    /** Such as 'Call.Connected'. */
    readonly name: string;
    readonly target: any;
    readonly payload: any;
  }

  /** A line of the trace. */
  export interface TraceRecord {
    readonly kind: string;
    readonly t: number;
    readonly [field: string]: any;
  }

  /** One run of the scenarios of a rule. */
  export interface Session {
    readonly id: string;
    readonly state: string;
    /** Whether it has ended. */
    readonly over: boolean;
    /** Why it ended, such as 'Normal termination'; undefined before. */
    readonly reason: string;
    readonly error?: ScenarioError;
    readonly trace: TraceRecord[];
    readonly log: Log;
    /** The recordings that are over. */
    readonly recordings: Recording[];
    readonly events: RaisedEvent[];
    /** What happened until now, as text. */
    timeline(): string;
    /** Waits for its end. An error that it ended with does not fail the test then. */
    ended(options?: Within): Promise<{ reason: string; error?: ScenarioError }>;
    /** Makes a request to its access URL. */
    request(request?: { method?: string; path?: string; body?: unknown; headers?: { [name: string]: string } }, options?: Within): Promise<{ status: number; body: string }>;
    toJSON(): object;
  }

  /** The key-value storage of the application. */
  export interface Storage {
    get(key: string): Promise<StorageEntry | null>;
    /** Keeps a value for so many seconds; for 30 days unless it says. */
    put(key: string, value: unknown, ttl?: number): Promise<StorageEntry>;
    remove(key: string): Promise<StorageEntry | null>;
    /** The keys that fit a pattern such as 'user:*'; without one, all. */
    keys(pattern?: string): Promise<string[]>;
  }

  export interface StorageEntry {
    readonly key: string;
    readonly value: string;
    /** Seconds until it is gone. */
    readonly ttl: number;
  }

  /** The clock. It moves only inside awaited calls of the application, clock, sessions and matchers. */
  export interface Clock {
    readonly now: Date;
    advance(time: Duration): Promise<void>;
    advanceTo(time: Date | string | number): Promise<void>;
  }

  export interface Recording {
    /** What was recorded: a call, a recorder, a conference. */
    readonly of: string;
    readonly name: string;
    readonly url: string;
    /** Milliseconds. */
    readonly length: number;
    readonly stereo: boolean;
    readonly secure: boolean;
    readonly rate: number;
    /** Milliseconds since the test began. */
    readonly at: number;
    readonly heard: (Heard & { readonly side: string })[];
  }

  // ---- around the application ----

  export interface QueueOptions {
    id?: number;
    maxSize?: number;
    maxWait?: Duration;
    averageService?: Duration;
    agentSelection?: 'longest-idle' | 'most-qualified' | 'least-qualified';
    taskSelection?: 'priority' | 'longest-waiting';
  }

  export interface Queue {
    readonly name: string;
    /** How many callers wait in it. */
    readonly waiting: number;
    agent(name: string, options?: AgentOptions): Agent;
    toJSON(): object;
  }

  export interface AgentOptions {
    id?: number;
    /** Levels by skill. */
    skills?: { [skill: string]: number };
    /** How long an agent is busy after a call. */
    wrapUp?: Duration;
  }

  /** A user who serves queues. What the phone does is said as for other phones. */
  export interface Agent extends Phone {
    readonly name: string;
    readonly state: string;
    ready(): this;
    online(): this;
    offline(): this;
    toJSON(): object;
  }

  /** One connection to the far end of a WebSocket. */
  export interface Connection {
    readonly url: string;
    readonly open: boolean;
    readonly received: string[];
    readonly heard: (Heard & { readonly tag: string })[];
    readonly closed: { code: number; reason: string } | null;
  }

  /** The far end of WebSockets. What it does from the beginning is set; what it is told to do then, it does on the last connection, or on the next. */
  export interface WebSocketPeer {
    readonly url: string;
    answers(options?: { after?: Duration }): this;
    rejects(code?: number, reason?: string): this;
    noAnswer(): this;
    /** Answers frames that fit. Whatever is no text is sent as JSON. */
    replies(to: Text, answer: unknown): this;
    /** Steps that it takes on each connection, such as 'wait 2s; message "hello"'. */
    does(steps: string | string[]): this;
    /** Sends a text; whatever is none is sent as JSON. */
    sends(value: unknown): this;
    says(text: string, options?: { length?: Duration; confidence?: number; tag?: string; burst?: boolean }): this;
    silence(time: Duration): this;
    stopMedia(tag?: string): this;
    waits(time: Duration): this;
    close(code?: number, reason?: string): this;
    /** Ends the connection without a word. */
    drop(): this;
    readonly connections: Connection[];
    readonly open: boolean;
    /** The texts that came over all connections. */
    readonly received: string[];
    /** The media that came over all connections. */
    readonly heard: Connection['heard'];
    /** Waits for a connection. */
    opened(options?: Within): Promise<this>;
    /** Waits for the end of the last connection. */
    closed(options?: Within): Promise<{ code: number; reason: string }>;
    toJSON(): object;
  }

  export interface MailMessage {
    readonly server: string;
    readonly port: number;
    readonly from: string;
    readonly to: string[];
    readonly cc: string[];
    readonly bcc: string[];
    readonly title: string;
    readonly text: string;
    readonly html: string;
    /** What the server answered. */
    readonly code: number;
    readonly t: number;
  }

  /** What the application mails. A mail is taken unless its server is told to do something else. */
  export interface Mail {
    readonly sent: MailMessage[];
    /** The server of a host, or of recipients such as '*@example.com'. */
    on(pattern: string): MailServer;
    /** Refuses all mail. */
    rejects(code?: number, reason?: string): this;
    toJSON(): object;
  }

  export interface MailServer {
    does(steps: string | string[]): this;
    answers(options?: { after?: Duration }): this;
    rejects(code?: number, reason?: string): this;
    noAnswer(): this;
  }

  export interface Task {
    readonly id: number;
    /** The row. */
    readonly data: any;
    readonly status: string;
    readonly result: string;
    readonly attempts: number;
    readonly attemptsLeft: number;
  }

  /** A call list that runs. */
  export interface CallList {
    readonly tasks: Task[];
    /** Waits until no task is left to do; for 30 days unless it says. */
    done(options?: Within): Promise<Task[]>;
    toJSON(): object;
  }

  // ---- HTTP ----

  /** A request of the application. */
  export interface HTTPRequest {
    readonly method: string;
    readonly url: string;
    readonly headers: { [name: string]: string };
    readonly body: string;
    /** Milliseconds since the test began. */
    readonly t: number;
  }

  /** What the requests of the application are answered with. A request that nothing answers fails the test. */
  export interface HTTP {
    on(method: string, url: Text): Mock;
    /** Answers requests of any method. */
    on(url: Text): Mock;
    get(url: Text): Mock;
    post(url: Text): Mock;
    /** All requests until now. */
    readonly requests: HTTPRequest[];
  }

  export interface Answer {
    /** 200 unless it is given. */
    status?: number;
    /** Whatever is no text is sent as JSON. */
    body?: unknown;
    headers?: { [name: string]: string };
  }

  export interface AnswerOptions {
    delay?: Duration;
    headers?: { [name: string]: string };
    /** How often the answer is given; 0 for ever. */
    times?: number;
  }

  /** The answers to the requests of one method and URL. Of several mocks that fit a request, the last one answers. */
  export interface Mock {
    reply(status?: number, body?: unknown, options?: AnswerOptions): this;
    reply(make: (request: HTTPRequest) => Answer, body?: undefined, options?: AnswerOptions): this;
    /** Answers one request. */
    once(status?: number, body?: unknown, options?: AnswerOptions): this;
    replyTimes(times: number, status?: number, body?: unknown, options?: AnswerOptions): this;
    /** Answers one request each: sequence(500, [200, { ok: true }]). */
    sequence(...answers: (number | [status: number, body?: unknown, options?: AnswerOptions])[]): this;
    /** Never answers, so that the application's timeout runs out. */
    timeout(): this;
    networkError(kind?: 'refused' | 'reset' | 'dns' | 'tls' | 'redirect'): this;
    /** The requests that it has answered. */
    readonly requests: HTTPRequest[];
  }

  // ---- expect ----

  export interface Expect extends Expecting<void> {
    /** Notes what fails, and lets the test go on. */
    soft: Expecting<void>;
    /** Waits in virtual time until what the function returns fits. */
    poll(value: () => unknown, options?: Within): Matchers<Promise<void>>;
    /** Adds matchers, as in Jest. */
    extend(matchers: { [name: string]: (this: any, received: any, ...args: any[]) => { pass: boolean; message(): string; actual?: unknown; expected?: unknown } | Promise<any> }): void;
    assertions(n: number): void;
    hasAssertions(): void;
    /** Fails: the test should not have come here. */
    unreachable(message?: string): never;
    getState(): any;
    setState(state: object): void;
    anything(): any;
    any(type: unknown): any;
    arrayContaining(items: readonly unknown[]): any;
    objectContaining(part: object): any;
    stringContaining(text: string): any;
    stringMatching(text: Text): any;
    closeTo(value: number, digits?: number): any;
    toSatisfy(fits: (value: any) => boolean): any;
    toBeOneOf(values: readonly unknown[]): any;
    not: {
      arrayContaining(items: readonly unknown[]): any;
      objectContaining(part: object): any;
      stringContaining(text: string): any;
      stringMatching(text: Text): any;
      closeTo(value: number, digits?: number): any;
    };
  }

  export interface Expecting<R> {
    (party: Party, message?: string): PartyMatchers<R>;
    (session: Session, message?: string): SessionMatchers<R>;
    (app: App, message?: string): LogMatchers<R>;
    (http: HTTP, message?: string): HTTPMatchers<R>;
    (mock: Mock, message?: string): MockMatchers<R>;
    (socket: WebSocketPeer, message?: string): SocketMatchers<R>;
    (mail: Mail, message?: string): MailMatchers<R>;
    (log: Log, message?: string): LogMatchers<R>;
    (value: unknown, message?: string): Matchers<R>;
  }

  export interface PartyMatchers<R> extends Matchers<R> {
    not: PartyMatchers<R>;
    /**
     * Waits until the party hears something that fits: speech, the URL of a file, digits. What it heard before counts once, in order.
     * A list has to be heard in its order. With not, for 5 seconds.
     */
    toHear(what: Text | Text[], options?: Within): Promise<void>;
    /** Looks at all that the party has heard so far; a list has to fit in its order. */
    toHaveHeard(what: Text | Text[]): Promise<void>;
    /** Waits for the end of the call. */
    toEnd(end?: Within & { code?: number; reason?: Text }): Promise<void>;
    /** Waits for a message, or an INFO request, that fits: a text, an expression, or fields. */
    toHaveReceived(what: Text | object, options?: Within): Promise<void>;
  }

  export interface LogMatchers<R> extends Matchers<R> {
    not: LogMatchers<R>;
    /** Waits for a line of the log that fits. */
    toHaveLogged(text: Text, options?: Within): Promise<void>;
  }

  export interface SessionMatchers<R> extends LogMatchers<R> {
    not: SessionMatchers<R>;
    /** Waits for the end of the session. One that ends with an error has to be expected: toEnd({ error: /timeout/ }). */
    toEnd(end?: Within & { reason?: Text; error?: Text }): Promise<void>;
    /** Waits for an event by its name, such as 'Call.Connected' or CallEvents.Connected, with fields that fit. */
    toHaveEmitted(name: string, payload?: object, options?: Within): Promise<void>;
    /** Waits until a recording is over that has something in it; any recording unless it says. */
    toHaveRecorded(what?: Text | object, options?: Within): Promise<void>;
  }

  export interface SocketMatchers<R> extends Matchers<R> {
    not: SocketMatchers<R>;
    /** Waits for a frame that fits: a text, an expression, or fields of its JSON. */
    toHaveReceived(what: Text | object, options?: Within): Promise<void>;
  }

  export interface MailMatchers<R> extends Matchers<R> {
    not: MailMatchers<R>;
    /** Waits for a mail with fields that fit: toHaveSent({ to: 'a@example.com', title: /order/ }). */
    toHaveSent(mail?: { [field in keyof MailMessage]?: unknown }, options?: Within): Promise<void>;
  }

  export interface HTTPMatchers<R> extends Matchers<R> {
    not: HTTPMatchers<R>;
    /** Waits for a request, with fields that fit: toHaveRequested('POST', /orders/, { body: '{}' }). */
    toHaveRequested(method: string, url: Text, request?: object, options?: Within): Promise<void>;
    toHaveRequested(url: Text): Promise<void>;
  }

  export interface MockMatchers<R> extends Matchers<R> {
    not: MockMatchers<R>;
    toHaveRequested(method: string, url: Text, request?: object, options?: Within): Promise<void>;
    /** Waits for a request that the mock has answered. */
    toHaveRequested(request?: object): Promise<void>;
  }

  /** The matchers of Jest, and snapshots. `expect.extend` adds to them: declare module 'voxemu/test' { interface Matchers<R> { toBeEven(): R } }. */
  export interface Matchers<R> {
    not: Matchers<R>;
    resolves: Matchers<Promise<void>>;
    rejects: Matchers<Promise<void>>;
    withContext(context: object): this;
    toBe(value: unknown): R;
    toEqual(value: unknown): R;
    toStrictEqual(value: unknown): R;
    toMatchObject(part: object): R;
    toMatch(text: Text): R;
    toContain(item: unknown): R;
    toContainEqual(item: unknown): R;
    toBeTruthy(): R;
    toBeFalsy(): R;
    toBeGreaterThan(n: number | bigint): R;
    toBeGreaterThanOrEqual(n: number | bigint): R;
    toBeLessThan(n: number | bigint): R;
    toBeLessThanOrEqual(n: number | bigint): R;
    toBeNaN(): R;
    toBeUndefined(): R;
    toBeNull(): R;
    toBeDefined(): R;
    toBeTypeOf(type: 'bigint' | 'boolean' | 'function' | 'number' | 'object' | 'string' | 'symbol' | 'undefined'): R;
    toBeInstanceOf(type: unknown): R;
    toHaveLength(length: number): R;
    toHaveProperty(path: string | number | readonly (string | number)[], value?: unknown): R;
    toBeCloseTo(n: number, digits?: number): R;
    toThrow(error?: unknown): R;
    toThrowError(error?: unknown): R;
    toSatisfy(fits: (value: any) => boolean, message?: string): R;
    toBeOneOf(values: readonly unknown[] | ReadonlySet<unknown>): R;
    toHaveBeenCalled(): R;
    toHaveBeenCalledOnce(): R;
    toHaveBeenCalledTimes(n: number): R;
    toHaveBeenCalledWith(...args: unknown[]): R;
    toHaveBeenCalledExactlyOnceWith(...args: unknown[]): R;
    toHaveBeenNthCalledWith(n: number, ...args: unknown[]): R;
    toHaveBeenLastCalledWith(...args: unknown[]): R;
    toHaveBeenCalledBefore(other: unknown, once?: boolean): R;
    toHaveBeenCalledAfter(other: unknown, once?: boolean): R;
    toBeCalled(): R;
    toBeCalledTimes(n: number): R;
    toBeCalledWith(...args: unknown[]): R;
    toHaveReturned(): R;
    toHaveReturnedTimes(n: number): R;
    toHaveReturnedWith(value: unknown): R;
    toHaveLastReturnedWith(value: unknown): R;
    toHaveNthReturnedWith(n: number, value: unknown): R;
    toReturn(): R;
    toReturnTimes(n: number): R;
    toReturnWith(value: unknown): R;
    toHaveResolved(): R;
    toHaveResolvedTimes(n: number): R;
    toHaveResolvedWith(value: unknown): R;
    toHaveLastResolvedWith(value: unknown): R;
    toHaveNthResolvedWith(n: number, value: unknown): R;
    /**
     * Compares with what the value was the last time, which stands in __snapshots__ beside the test file. The first time it is written;
     * `voxemu test -u` writes it anew. Properties that change from run to run are given as what they fit: { id: expect.any(String) }.
     */
    toMatchSnapshot(hint?: string): R;
    toMatchSnapshot(properties: object, hint?: string): R;
    /** Like toMatchSnapshot(); the snapshot is written into the call. */
    toMatchInlineSnapshot(snapshot?: string): R;
    toMatchInlineSnapshot(properties: object, snapshot?: string): R;
    toThrowErrorMatchingSnapshot(hint?: string): R;
    toThrowErrorMatchingInlineSnapshot(snapshot?: string): R;
  }
}
