import React, { useEffect, useRef, useState } from 'react';

export default function SqlPlayground({ sql, label }) {
  const element = useRef(null);
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const onResult = ({ detail }) => setRows(detail.statements.at(-1).rowCount);
    const { current } = element;
    current.addEventListener('playground:result', onResult);
    return () => current.removeEventListener('playground:result', onResult);
  }, [sql]);
  return (
    <>
      <sql-playground key={sql} ref={element} label={label}>
        <pre>
          <code>{sql}</code>
        </pre>
      </sql-playground>
      <p>The component has seen {rows} rows.</p>
    </>
  );
}
