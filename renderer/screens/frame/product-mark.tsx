/** The mark of the product, drawn so that it needs no file. Its shape is that of public/packwright.svg. */
export function ProductMark() {
  return (
    <svg width="18" height="18" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#0f5fc0" />
      <path d="M16 5.5 25.5 10v12L16 26.5 6.5 22V10z" fill="#fff" />
      <path d="M16 15.2 25.5 10M16 15.2 6.5 10M16 15.2v11.3" fill="none" stroke="#0f5fc0" strokeWidth="1.8" />
      <path d="m11.2 7.8 9.5 4.9" stroke="#39a0ed" strokeWidth="2.4" />
    </svg>
  );
}
