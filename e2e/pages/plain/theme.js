document.getElementById('theme').addEventListener('click', () => document.documentElement.classList.toggle('dark'));
