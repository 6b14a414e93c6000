/**
 * What the language's features know of the session that the text runs in. It is the engine's own word, looked up on the side: what
 * is not known yet is absent, and every feature does without it.
 */
export interface Knowledge {
  /** The engine's own vocabulary, the same for as long as the session lives; undefined until it has been asked. */
  readonly engine: EngineVocabulary | undefined;
  /** Tables and views as of the last query that ended; empty until then. */
  readonly catalog: CatalogSnapshot;
  /**
   * The columns that a query would have. It is bound, never run.
   *
   * @param query one SELECT statement
   * @returns undefined where it cannot be bound, or nobody can be asked
   */
  columnsOf(query: string): Promise<readonly ColumnInfo[] | undefined>;
  /** A few values of a table's column, as DuckDB prints them, and how many are NULL; undefined where they cannot be had. */
  profileOf(table: TableInfo, column: string): Promise<ColumnProfile | undefined>;
  /**
   * What the engine says against a script, statement by statement. Nothing of it is run. Undefined where it has other things to
   * do, or another script has come meanwhile.
   */
  check(script: string): Promise<readonly Problem[] | undefined>;
  /** Somebody is about to write: what is asked for once may be asked for now. */
  prepare(): void;
  /** Resolves when what is known is up to date, or cannot be had. */
  settled(): Promise<void>;
  /** Calls `listener` whenever more or something else is known; returns how to stop. */
  onChange(listener: () => void): () => void;
}

export interface EngineVocabulary {
  /** By name in lower case. */
  readonly functions: ReadonlyMap<string, FunctionInfo>;
  /** By name in lower case. */
  readonly settings: ReadonlyMap<string, SettingInfo>;
  /** Names of types, in upper case. */
  readonly types: readonly string[];
  /** In lower case. */
  readonly keywords: ReadonlyMap<string, KeywordCategory>;
  /** As in links to DuckDB's documentation: `1.4`. */
  readonly version: string;
}

/** `reserved`: a name only in quotes. */
export type KeywordCategory = 'reserved' | 'unreserved' | 'type_function' | 'column_name';

export interface FunctionInfo {
  readonly name: string;
  readonly kind: 'scalar' | 'aggregate' | 'table' | 'macro' | 'table_macro' | 'pragma';
  readonly overloads: readonly FunctionOverload[];
  readonly description: string;
  readonly examples: readonly string[];
}

export interface FunctionOverload {
  /** Those by position; for table functions the named ones stand apart. */
  readonly parameters: readonly ParameterInfo[];
  readonly namedParameters: readonly ParameterInfo[];
  /** The type of any number of further arguments. */
  readonly varargs?: string;
  /** Absent where the engine does not say, as for macros and table functions. */
  readonly returnType?: string;
}

export interface ParameterInfo {
  readonly name: string;
  /** Absent for macros. */
  readonly type?: string;
}

export interface SettingInfo {
  readonly name: string;
  readonly value: string | null;
  readonly description: string;
  readonly type: string;
  readonly scope: string;
}

export interface CatalogSnapshot {
  /** The database that unqualified names mean first. */
  readonly database: string;
  /** The schema of it that they mean. */
  readonly schema: string;
  /** Of all databases, the system views too. */
  readonly tables: readonly TableInfo[];
  /** The visitor's and the samples, as `FROM 'name'` reads them. */
  readonly files: readonly string[];
}

export interface TableInfo {
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly ColumnInfo[];
  /** Undefined for views. */
  readonly estimatedRows?: number | undefined;
}

export interface ColumnInfo {
  readonly name: string;
  /** As DuckDB writes it. */
  readonly type: string;
  readonly isNullable?: boolean;
}

export interface ColumnProfile {
  readonly nullCount: number;
  readonly rowCount: number;
  readonly values: readonly string[];
}

export interface Problem {
  /** Where it is in the script, in UTF-16 units. */
  readonly offset: number;
  readonly message: string;
  /** As in `PlaygroundError.code`. */
  readonly code: string;
  readonly hint?: string;
  /** Names that the one at `offset` may have been meant to be, best first. */
  readonly candidates: readonly string[];
}
