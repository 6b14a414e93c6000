SELECT
  function_name,
  function_type AS kind,
  return_type,
  system.main.list_transform(
    system.main.list_zip(parameters, parameter_types),
    lambda parameter: system.main.concat_ws(' ', parameter[1], parameter[2])
  ) AS parameters,
  description,
  examples[1] AS example
FROM system.main.duckdb_functions()
