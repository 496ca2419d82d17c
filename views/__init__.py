"""What people see, one file per page; the only place that imports Streamlit and Folium."""
