SELECT
  function_name,
  function_type AS kind,
  return_type,
  list_transform(
    list_zip(parameters, parameter_types),
    lambda parameter: concat_ws(' ', parameter[1], parameter[2])
  ) AS parameters,
  description,
  examples[1] AS example
FROM duckdb_functions()
